package dev.slipway.ledger.configuration.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.ledger.configuration.content.EntryDifference.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Instant THEN = Instant.parse("2026-11-23T10:15:30Z");
    private static final Instant NOW = THEN.plusSeconds(60);
    private static final Snapshot FIRST = new Snapshot(List.of(
            new Entry("OLD", "1", null, "bob", THEN),
            new Entry("FEATURE_X", "off", null, "bob", THEN),
            new Entry("API_KEY", null, "a.b.c.d.e", "bob", THEN)));

    @Test
    void keepsWhatAChangeDoesNotName() {
        Snapshot next = with(
                FIRST,
                Map.of("FEATURE_X", "on", "NEW", "yes"),
                Map.of("API_KEY", "f.g.h.i.j"),
                List.of("OLD", "NEVER"));
        assertThat(next.variables()).containsExactly(Map.entry("FEATURE_X", "on"), Map.entry("NEW", "yes"));
        assertThat(next.secrets()).containsExactly(Map.entry("API_KEY", "f.g.h.i.j"));
        assertThat(FIRST.changesTo(next))
                .containsExactly("API_KEY: replaced", "FEATURE_X: off → on", "NEW: none → yes", "OLD: removed");
    }

    @Test
    void takesASecretOfTwoEnvironmentsForTheSame() {
        Snapshot elsewhere = with(FIRST, Map.of("FEATURE_X", "on"), Map.of("API_KEY", "f.g.h.i.j"), List.of("OLD"));
        assertThat(FIRST.differencesElsewhere(elsewhere))
                .extracting(EntryDifference::name)
                .containsExactly("FEATURE_X", "OLD");
    }

    @Test
    void knowsWhoSetWhatStays() {
        Snapshot next = with(FIRST, Map.of("OLD", "1", "FEATURE_X", "on"), Map.of(), List.of());
        assertThat(next.entries())
                .extracting(Entry::name, Entry::changedBy, Entry::changedAt)
                .containsExactly(
                        tuple("API_KEY", "bob", THEN), tuple("FEATURE_X", "alice", NOW), tuple("OLD", "bob", THEN));
    }

    @Test
    void isTheSameWhereNothingIsDifferent() {
        Snapshot same = with(FIRST, Map.of("OLD", "1"), Map.of("API_KEY", "a.b.c.d.e"), List.of("NEVER"));
        assertThat(FIRST.isSameAs(same)).isTrue();
        assertThat(FIRST.isSameAs(with(FIRST, Map.of("OLD", ""), Map.of(), List.of())))
                .isFalse();
    }

    @Test
    void makesASecretOfAVariableAndBack() {
        Snapshot next = with(FIRST, Map.of("API_KEY", "none"), Map.of("OLD", "f.g.h.i.j"), List.of());
        assertThat(FIRST.changesTo(next)).containsExactly("API_KEY: a secret → none", "OLD: 1 → a secret");
        assertThat(next.changesTo(FIRST)).containsExactly("API_KEY: none → a secret", "OLD: a secret → 1");
    }

    @Test
    void tellsOfSecretsOnlyThatTheyChanged() {
        Snapshot next = with(
                FIRST, Map.of("FEATURE_X", "on"), Map.of("API_KEY", "f.g.h.i.j", "TOKEN", "k.l.m.n.o"), List.of("OLD"));
        assertThat(FIRST.differencesTo(next))
                .containsExactly(
                        new EntryDifference("API_KEY", Change.CHANGED, null, null, true),
                        new EntryDifference("FEATURE_X", Change.CHANGED, "off", "on", false),
                        new EntryDifference("OLD", Change.REMOVED, "1", null, false),
                        new EntryDifference("TOKEN", Change.ADDED, null, null, true));
        assertThat(next + "" + next.changesTo(FIRST) + FIRST.changesTo(next)).doesNotContain("f.g", "a.b", "k.l");
    }

    @Test
    void showsAValueOfAnyKindInOneLine() {
        Snapshot next =
                with(Snapshot.EMPTY, Map.of("A", "", "B", "one\ntwo", "C", "x".repeat(200)), Map.of(), List.of());
        assertThat(Snapshot.EMPTY.changesTo(next))
                .containsExactly("A: none → “”", "B: none → one two", "C: none → " + "x".repeat(80) + "…");
    }

    @Test
    void isReadAsItWasWritten() {
        Snapshot.Column column = new Snapshot.Column();
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(FIRST)))
                .isEqualTo(FIRST);
        assertThat(
                        column.convertToEntityAttribute(
                                "[{\"name\":\"A\",\"value\":\"b\",\"changedBy\":\"bob\",\"changedAt\":\"2026-11-23T10:15:30Z\",\"later\":1}]"))
                .isEqualTo(new Snapshot(List.of(new Entry("A", "b", null, "bob", THEN))));
    }

    /** What alice makes of a configuration. */
    private static Snapshot with(
            Snapshot before, Map<String, String> set, Map<String, String> sealed, List<String> removed) {
        List<Entry> entries = new ArrayList<>();
        set.forEach((name, value) -> entries.add(new Entry(name, value, null, "alice", NOW)));
        sealed.forEach((name, jwe) -> entries.add(new Entry(name, null, jwe, "alice", NOW)));
        return before.with(removed, entries);
    }
}
