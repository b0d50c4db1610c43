package dev.slipway.ledger.request.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.StubCaller;
import dev.slipway.ledger.identity.job.JobToken;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.service.GitlabProject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTest {
    private static final String GITLAB = "https://gitlab.example.org";
    private static final String SHA = "714a629c0b401fdce83e847fc9589983fc6f46bc";
    private static final Optional<GitlabProject> PROJECT = Optional.of(new GitlabProject(20, GITLAB));
    private static final Optional<String> COMMIT = Optional.of(SHA);

    @Test
    void speaksForItsProjectAndItsCommit() {
        Job job = job(20, GITLAB, true);
        assertThat(job.objection("shop", PROJECT, COMMIT, false)).isEmpty();
        assertThat(job.objection("shop", PROJECT, Optional.of("714a629"), false))
                .isEmpty();
        assertThat(job.objection("shop", PROJECT, Optional.empty(), false)).isEmpty();
        // An earlier release is put back by a job of any commit.
        assertThat(job.objection("shop", PROJECT, Optional.of("1a2b3c4"), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the service's project and its GitLab, the release's commit, whether the ref is protected, why not
        "21, https://gitlab.example.org, 714a629, true, is from another project",
        "20, https://gitlab.com, 714a629, true, is from another project",
        "20, https://gitlab.example.org, 1a2b3c4, true, is from another commit",
        "20, https://gitlab.example.org, 714a629, false, is from a branch or tag that is not protected"
    })
    void speaksForNoOther(int number, String issuer, String commit, boolean isProtected, String why) {
        Optional<GitlabProject> project = Optional.of(new GitlabProject(number, issuer));
        assertThat(job(20, GITLAB, isProtected).objection("shop", project, Optional.of(commit), false))
                .hasValueSatisfying(objection -> assertThat(objection.why()).isEqualTo(why));
    }

    /** Of a service whose project was taken back meanwhile. */
    @Test
    void saysNothingWhereNoProjectIsNamed() {
        assertThat(job(20, GITLAB, true).objection("shop", Optional.empty(), COMMIT, false))
                .isEmpty();
    }

    @Test
    void isWantedOfPipelinesWhereTheServiceNamesItsProject() {
        assertThat(new Job(Optional.empty(), true, false).objection("shop", PROJECT, COMMIT, false))
                .contains(new Job.Objection(
                        "is missing",
                        "Pipelines of shop send it: an ID token of GitLab for the ledger, which says who ran them."));
        assertThat(new Job(Optional.empty(), true, false).objection("shop", Optional.empty(), COMMIT, false))
                .isEmpty();
        assertThat(new Job(Optional.empty(), false, false).objection("shop", PROJECT, COMMIT, false))
                .isEmpty();
    }

    @Test
    void isOfAPipelineUnlessAPersonOrTheAgentCalls() {
        assertThat(isPipeline("service-account-pipeline", "deployer")).isTrue();
        assertThat(isPipeline("service-account-agent", "agent")).isFalse();
        assertThat(isPipeline("alice", "deployer")).isFalse();
    }

    /** The agent requests the parts of a sync. */
    @Test
    void isOfAPipelineIfTheAgentRequestsInItsName() {
        Job agent = Job.of(new StubCaller("service-account-agent", "agent"), Optional.empty());
        Job ofPipeline = agent.behind(new Initiator("service-account-pipeline-shop", Channel.PIPELINE));
        assertThat(ofPipeline.objection("shop", PROJECT, COMMIT, false))
                .contains(new Job.Objection("is missing", "A sync takes none: a person may request it."));
        assertThat(ofPipeline.objection("shop", Optional.empty(), COMMIT, false))
                .isEmpty();
        assertThat(agent.behind(new Initiator("alice", Channel.PAGE)).objection("shop", PROJECT, COMMIT, false))
                .isEmpty();
    }

    /** Which can send it. */
    @Test
    void isOfNoSyncIfThePipelineItselfRequests() {
        Job pipeline = Job.of(new StubCaller("service-account-pipeline-shop", "deployer"), Optional.empty());
        assertThat(pipeline.behind(new Initiator("service-account-pipeline-shop", Channel.PIPELINE)))
                .isEqualTo(pipeline);
    }

    private static boolean isPipeline(String account, String role) {
        return Job.of(new StubCaller(account, role), Optional.empty()).isPipeline();
    }

    private static Job job(int project, String issuer, boolean isProtected) {
        return new Job(
                Optional.of(new JobToken(
                        issuer,
                        "a",
                        Instant.parse("2026-11-26T10:05:00Z"),
                        project,
                        SHA,
                        isProtected,
                        new Trigger("jane", null, issuer + "#7"))),
                true,
                false);
    }
}
