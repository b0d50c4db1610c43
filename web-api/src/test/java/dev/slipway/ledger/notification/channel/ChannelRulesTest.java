package dev.slipway.ledger.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.platform.problem.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void letsInWhatIsSound() {
        assertThat(fields(request(Type.MAIL, "a@example.org", List.of(Kind.DRIFT), null, "22:00", "07:00", "08:00")))
                .isEmpty();
    }

    @Test
    void namesEachFieldThatIsNot() {
        assertThat(fields(
                        request(Type.WEBHOOK, "http://example.org", List.of(Kind.TEST), null, "22:00", null, "08:00")))
                .containsExactly("target", "kinds", "quietUntil", "digestAt");
        assertThat(fields(request(Type.MAIL, "a@example.org", null, null, "22:00", "22:00", null)))
                .containsExactly("quietUntil");
        assertThat(fields(request(Type.MAIL, "a@example.org", null, null, null, "07:00", null)))
                .containsExactly("quietFrom");
    }

    @Test
    void sendsWhatIsChosen() {
        NotificationChannel all = channel(request(Type.MAIL, "a@example.org", null, null, null, null, null));
        NotificationChannel drifts =
                channel(request(Type.MAIL, "a@example.org", List.of(Kind.DRIFT), null, null, null, null));
        NotificationChannel shop =
                channel(request(Type.MAIL, "a@example.org", null, List.of("shop"), null, null, null));

        assertThat(all.isSubscribedTo(notice(Kind.AWAY, null))).isTrue();
        assertThat(drifts.isSubscribedTo(notice(Kind.AWAY, null))).isFalse();
        assertThat(drifts.isSubscribedTo(notice(Kind.DRIFT, "desk"))).isTrue();
        assertThat(shop.isSubscribedTo(notice(Kind.DRIFT, "desk"))).isFalse();
        assertThat(shop.isSubscribedTo(notice(Kind.DRIFT, "shop"))).isTrue();
        assertThat(shop.isSubscribedTo(notice(Kind.AWAY, null)))
                .as("what concerns the line")
                .isFalse();
    }

    @Test
    void sendsEachEventByItselfToPrograms() {
        NotificationChannel quiet =
                channel(request(Type.WEBHOOK, "https://example.org/", null, null, "11:00", "13:00", null));

        assertThat(quiet.due(Kind.DRIFT, NOON))
                .isEqualTo(new Timetable.Due(Instant.parse("2026-11-27T13:00:00Z"), false));
    }

    @Test
    void saysNoSecret() {
        AddNotificationChannelRequest request =
                request(Type.WEBHOOK, "https://example.org/secret", null, null, null, null, null);

        assertThat(request.toString()).doesNotContain("secret");
        assertThat(NotificationChannelResponse.of(channel(request), 0).target()).isEqualTo("example.org");
        assertThat(NotificationChannelResponse.of(channel(request), 0).signingKey())
                .isNull();
    }

    private static AddNotificationChannelRequest request(
            Type type,
            String target,
            @Nullable List<Kind> kinds,
            @Nullable List<String> services,
            @Nullable String from,
            @Nullable String until,
            @Nullable String digest) {
        return new AddNotificationChannelRequest("a", type, target, kinds, services, null, from, until, digest);
    }

    private static List<String> fields(AddNotificationChannelRequest request) {
        return ChannelRules.violations(request, false).stream()
                .map(Violation::field)
                .toList();
    }

    private static NotificationChannel channel(AddNotificationChannelRequest request) {
        return new NotificationChannel(request, "alice", NOON);
    }

    private static Notice notice(Kind kind, @Nullable String service) {
        return new Notice(kind, Notice.Phase.OPENED, service, null, "a", "", "/", NOON);
    }
}
