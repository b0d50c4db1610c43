package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.release.CommitAuthor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributorsTest {
    private static final String PIPELINE = "service-account-pipeline";

    @Test
    void hasTheOneWhoAsks() {
        Contributors contributors = new Contributors(List.of(Requester.account("bob")), List.of());
        assertThat(contributors.contribution("bob", Optional.empty()))
                .contains(new Contributors.Contribution(ReasonCode.FOUR_EYES, "requests the deployment"));
        assertThat(contributors.contribution("jane", Optional.empty())).isEmpty();
        assertThat(new Contributors(List.of(), List.of()).contribution("bob", Optional.empty()))
                .isEmpty();
    }

    /** The approver is jane, with the address jane@example.org. */
    @ParameterizedTest
    @CsvSource({
        "Jane Doe, jane@example.org, true",
        "Jane Doe, Jane@Example.ORG, true",
        "Jane Doe, 7-jane@users.noreply.gitlab.example.org, true",
        "Jane Doe, 7-janet@users.noreply.gitlab.example.org, false",
        "Jane Doe, 7+jane@users.noreply.github.com, true",
        "Jane Doe, jane@users.noreply.github.com, true",
        "Jane Doe, 7+janet@users.noreply.github.com, false",
        "Jane Doe, jane@example.com, false",
        // Where there is an address, it says who it is.
        "jane, bob@example.org, false",
        "jane, , true",
        "JANE, , true",
        "Jane Doe, , false",
        ", , false",
    })
    void hasWhoWroteACommit(@Nullable String name, @Nullable String email, boolean isJane) {
        Contributors contributors = new Contributors(
                List.of(Requester.account("bob")),
                List.of(new CommitAuthor(name, email, "9fceb02d0ae598e95dc970b74767f19372d61af8", "pipeline", "1.0")));
        assertThat(contributors.contribution("jane", Optional.of("jane@example.org")))
                .isEqualTo(
                        isJane
                                ? Optional.of(
                                        new Contributors.Contribution(ReasonCode.COMMIT_AUTHOR, "wrote commit 9fceb02"))
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "jane, , true",
        "Jane, , true",
        "other, jane@example.org, true",
        "other, , false",
        "other, JANE@example.org, true"
    })
    void hasWhoRanThePipeline(String login, @Nullable String email, boolean isJane) {
        Contributors contributors = new Contributors(
                List.of(new Requester(
                        "service-account-pipeline", new Trigger(login, email, "https://gitlab.example.org#7"), null)),
                List.of());
        assertThat(contributors.contribution("jane", Optional.of("jane@example.org")))
                .isEqualTo(
                        isJane
                                ? Optional.of(new Contributors.Contribution(
                                        ReasonCode.FOUR_EYES, "ran the pipeline that requests the deployment"))
                                : Optional.empty());
    }

    /** An automatic promotion is asked for by nobody but those who asked for what it follows. */
    @Test
    void hasWhoAskedForWhatAPromotionFollows() {
        Trigger jane = new Trigger("jane", null, "https://gitlab.example.org#7");
        Contributors contributors = new Contributors(
                List.of(
                        new Requester("service-account-pipeline", jane, "staging"),
                        new Requester("bob", null, "staging"),
                        Requester.account("slipway")),
                List.of());
        assertThat(contributors.contribution("jane", Optional.empty()))
                .contains(new Contributors.Contribution(
                        ReasonCode.FOUR_EYES,
                        "ran the pipeline that requested the deployment in staging, which this one follows"));
        assertThat(contributors.contribution("bob", Optional.empty()))
                .contains(new Contributors.Contribution(
                        ReasonCode.FOUR_EYES, "requested the deployment in staging, which this one follows"));
        assertThat(contributors.contribution("carol", Optional.empty())).isEmpty();
        assertThat(contributors.bot()).isEmpty();
    }

    @Test
    void knowsABotAmongThoseWhoAsked() {
        Trigger bot = new Trigger("project_20_bot_1f", null, "https://gitlab.example.org#9");
        assertThat(new Contributors(
                                List.of(
                                        Requester.account("bob"),
                                        new Requester("service-account-pipeline", bot, "staging")),
                                List.of())
                        .bot())
                .contains(bot);
    }

    /** What it follows was requested with a job's token and then reported, which takes none. */
    @Test
    void knowsWhoRanAPipelineByOneOfItsRequests() {
        Trigger jane = new Trigger("jane", null, "https://gitlab.example.org#7");
        Requester requested = new Requester(PIPELINE, jane, "staging");
        Requester reported = new Requester(PIPELINE, null, "staging");
        assertThat(hasUnknownRunner(requested, reported)).isFalse();
        assertThat(hasUnknownRunner(reported)).isTrue();
        assertThat(hasUnknownRunner(reported, new Requester(PIPELINE, jane, "test")))
                .isTrue();
        assertThat(hasUnknownRunner(reported, new Requester("service-account-other", jane, "staging")))
                .isTrue();
    }

    /** One that takes over another has the contents of both. */
    @Test
    void knowsWhoRanEachPipelineOfAConfigurationChange() {
        Trigger jane = new Trigger("jane", null, "https://gitlab.example.org#7");
        assertThat(hasUnknownRunner(new Requester(PIPELINE, jane, null), Requester.account(PIPELINE)))
                .isTrue();
        assertThat(hasUnknownRunner(new Requester(PIPELINE, jane, null), Requester.account("bob")))
                .isFalse();
    }

    private static boolean hasUnknownRunner(Requester... requesters) {
        return new Contributors(List.of(requesters), List.of()).hasUnknownRunner();
    }

    /** Also where the release has no commits, as if nobody had written any. */
    @Test
    void hasWhoRecordedARelease() {
        Contributors contributors = new Contributors(
                List.of(),
                List.of(
                        new CommitAuthor("Bob", "bob@example.org", "abcdef0", "pipeline", "1.1"),
                        new CommitAuthor(null, null, null, "jane", "1.0")));
        assertThat(contributors.contribution("jane", Optional.of("jane@example.org")))
                .contains(new Contributors.Contribution(ReasonCode.FOUR_EYES, "recorded release 1.0"));
        assertThat(contributors.contribution("carol", Optional.empty())).isEmpty();
    }

    /** Whoever has its secret may be the one who asks. */
    @Test
    void hasEachMachine() {
        Contributors contributors = new Contributors(List.of(Requester.account("bob")), List.of());
        assertThat(contributors.contribution("service-account-releases", Optional.empty()))
                .contains(new Contributors.Contribution(ReasonCode.FOUR_EYES, "is not a person"));
        assertThat(new Contributors(List.of(Requester.account(PIPELINE)), List.of())
                        .contribution(PIPELINE, Optional.empty()))
                .contains(new Contributors.Contribution(ReasonCode.FOUR_EYES, "requests the deployment"));
    }

    @Test
    void knowsANameThatIsAnAddress() {
        Contributors contributors = new Contributors(
                List.of(), List.of(new CommitAuthor("Jane", "jane@example.org", "abcdef0", null, "1.0")));
        assertThat(contributors.contribution("jane@example.org", Optional.empty()))
                .isPresent();
        assertThat(contributors.contribution("jane", Optional.empty())).isEmpty();
    }
}
