package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.release.CommitAuthor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributorsTest {

    @Test
    void hasTheOneWhoAsks() {
        Contributors contributors = new Contributors(Optional.of("bob"), Optional.empty(), List.of());
        assertThat(contributors.contribution("bob", Optional.empty()))
                .contains(new Contributors.Contribution(ReasonCode.FOUR_EYES, "asks for the deployment"));
        assertThat(contributors.contribution("jane", Optional.empty())).isEmpty();
        assertThat(new Contributors(Optional.empty(), Optional.empty(), List.of())
                        .contribution("bob", Optional.empty()))
                .isEmpty();
    }

    /** The approver is jane, with the address jane@example.org. */
    @ParameterizedTest
    @CsvSource({
        "Jane Doe, jane@example.org, true",
        "Jane Doe, Jane@Example.ORG, true",
        "Jane Doe, 7-jane@users.noreply.gitlab.example.org, true",
        "Jane Doe, 7-janet@users.noreply.gitlab.example.org, false",
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
                Optional.of("bob"),
                Optional.empty(),
                List.of(new CommitAuthor(name, email, "9fceb02d0ae598e95dc970b74767f19372d61af8")));
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
                Optional.of("service-account-pipeline"),
                Optional.of(new Trigger(login, email, "https://gitlab.example.org#7")),
                List.of());
        assertThat(contributors.contribution("jane", Optional.of("jane@example.org")))
                .isEqualTo(
                        isJane
                                ? Optional.of(new Contributors.Contribution(
                                        ReasonCode.FOUR_EYES, "ran the pipeline that asks for the deployment"))
                                : Optional.empty());
    }

    @Test
    void knowsANameThatIsAnAddress() {
        Contributors contributors = new Contributors(
                Optional.empty(), Optional.empty(), List.of(new CommitAuthor("Jane", "jane@example.org", "abcdef0")));
        assertThat(contributors.contribution("jane@example.org", Optional.empty()))
                .isPresent();
        assertThat(contributors.contribution("jane", Optional.empty())).isEmpty();
    }
}
