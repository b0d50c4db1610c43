package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.stub.Stub.Reply;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What {@code slipway deploy} records, uploads and asks for, and where it has nothing to do. */
class DeployVerbTest extends DeployScene {
    @Test
    void recordsUploadsAsksAndFollows() {
        ledger.then("running", "{}", "started worker-1 Draining", "done worker-1 Drained", "done worker-1 Deployed")
                .then("done", DONE, "done worker-2 Deployed");
        Called called = deploy("--context", "/shop", "--probe", "/health?full=1", "--probe-wait", "2m");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out().lines())
                .containsExactly(
                        "  ✓ shop 1.4.0 may enter production",
                        "  ✓ worker-1: Drained",
                        "  ✓ worker-1: Deployed",
                        "  ✓ worker-2: Deployed",
                        "  ✓ shop 1.4.0 is live in production on 2 workers");
        assertThat(ledger.archives()).containsExactly(digest);
        assertThat(ledger.releases()).hasSize(1);
        assertThat(ledger.requested()).first().satisfies(request -> {
            assertThat(request.is("isForAgent")).isTrue();
            assertThat(request.is("isRollback")).isFalse();
            assertThat(request.text("artifactDigest")).isEqualTo(digest);
            assertThat(request.text("contextRoot")).isEqualTo("/shop");
            assertThat(request.text("probePath")).isEqualTo("/health?full=1");
            assertThat(request.number("probeSeconds", 0)).isEqualTo(120);
            assertThat(request.find("channel")).isEmpty();
            assertThat(request.has("comment")).isFalse();
        });
    }

    @Test
    void tellsApproversWhy() {
        ledger.then("done", DONE);
        Called called = deploy("--comment", "Needs the new taxes today.");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.requested())
                .singleElement()
                .satisfies(request -> assertThat(request.text("comment")).isEqualTo("Needs the new taxes today."));
    }

    @Test
    void sendsNoCommentThatIsEmpty() {
        ledger.then("done", DONE);
        Called called = deploy("--comment", "");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.requested())
                .singleElement()
                .satisfies(request -> assertThat(request.has("comment")).isFalse());
    }

    @Test
    void recordsNothingWithACommentThatIsTooLong() {
        Called called = deploy("--comment", "x".repeat(2001));
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).contains("--comment has 2001 characters, more than 2000");
        assertThat(ledger.received()).isEmpty();
    }

    @Test
    void recordsNothingForAnEnvironmentThatThereIsNot() {
        Called called = deploy("--environment", "prodution");
        assertThat(called.code()).isOne();
        assertThat(called.err())
                .contains("There is no environment prodution. There are: staging, production. An admin adds it on the"
                        + " ledger's page Environments, or with a client that has the role admin: slipway environments"
                        + " add prodution");
        assertThat(ledger.releases()).isEmpty();
        assertThat(ledger.archives()).isEmpty();
        assertThat(ledger.received("POST /api/v1/services")).isEmpty();
    }

    @Test
    void uploadsNothingThatIsKept() {
        ledger.archives().add(digest);
        ledger.then("done", DONE);
        assertThat(deploy().code()).isZero();
        assertThat(ledger.received("PUT /api/v1/archives/" + digest)).isEmpty();
    }

    /** The ledger says so of an archive that may be another service's: an upload shows that this one has it, too. */
    @Test
    void uploadsWhatItMayNotHaveYet() {
        ledger.archives().add(digest);
        ledger.first("HEAD /api/v1/archives/" + digest, Reply.of(403, ""));
        ledger.then("done", DONE);
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("PUT /api/v1/archives/" + digest)).hasSize(1);
    }

    @Test
    void sendsTheArchiveAgainWhenTheConnectionIsLost() {
        ledger.then("done", DONE);
        String upload = "PUT /api/v1/archives/" + digest;
        ledger.first(upload, Reply.cut(), Reply.of(503, ""));
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received(upload)).hasSize(3);
        assertThat(ledger.archives()).containsExactly(digest);
    }

    @Test
    void doesNothingWhereItRunsEverywhere() {
        ledger.listing("live", Answers.live("1.4.0", digest))
                .listing(
                        "workers",
                        worker("shop-production-1", digest),
                        worker("shop-production-2", digest),
                        "{\"name\":\"worker-1\",\"environment\":\"production\",\"archives\":[]}");
        Called called = deploy("--if-changed");
        assertThat(called.code()).isZero();
        assertThat(called.out()).isEqualTo("shop is up to date.\n");
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void deploysWhereOneWorkerHasAnother() {
        ledger.listing("live", Answers.live("1.4.0", digest))
                .listing("workers", worker("worker-1", digest), worker("worker-2", digest.replace('a', 'b')))
                .then("done", DONE);
        assertThat(deploy("--if-changed").code()).isZero();
        assertThat(ledger.requested()).hasSize(1);
    }

    /** As a job of which the line has done the work meanwhile, and that is run again to see that. */
    @Test
    void doesNothingWhereThatVersionIsLive() {
        ledger.listing("live", Answers.live("1.4.0", digest)).listing("workers", worker("shop-production-1", digest));
        Called called = deploy("--unless-live");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("shop 1.4.0 is live in production already.\n");
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void deploysTheSameArchiveAsAnotherVersion() {
        ledger.listing("live", Answers.live("1.3.0", digest))
                .listing("workers", worker("shop-production-1", digest))
                .then("done", DONE);
        assertThat(deploy("--unless-live").code()).isZero();
        assertThat(ledger.requested())
                .singleElement()
                .satisfies(request -> assertThat(request.is("isRollback")).isFalse());
    }

    @Test
    void deploysWhatAWorkerDoesNotRun() {
        ledger.listing("live", Answers.live("1.4.0", digest))
                .listing("workers", worker("shop-production-1", digest.replace('a', 'b')))
                .then("done", DONE);
        assertThat(deploy("--unless-live").code()).isZero();
        assertThat(ledger.requested()).hasSize(1);
    }

    @Test
    void joinsTheSameRequest() {
        ledger.archives().add(digest);
        ledger.open(request("running", true, "alice"));
        ledger.then("done", DONE);
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("POST /api/v1/deployment-requests/request-0/withdrawal"))
                .isEmpty();
    }

    @Test
    void takesTheCallersOwnQuestionOfTheGateBack() {
        ledger.open(request("allowed", false, "bob"));
        ledger.then("done", DONE);
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("POST /api/v1/deployment-requests/request-0/withdrawal"))
                .hasSize(1);
    }

    @Test
    void leavesSomebodyElsesQuestionAlone() {
        ledger.open(request("waiting", false, "alice"));
        Called called = deploy();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .contains("Another request for shop 1.4.0 in production is waiting, made by alice.")
                .contains("/releases/?id=release-0");
    }

    @Test
    void refusesAVersionThatIsAnotherArchive() throws IOException {
        ledger.then("done", DONE);
        assertThat(deploy().code()).isZero();
        Wars.write(folder, "shop.war", "Closed");
        Called called = deploy();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("shop 1.4.0 is on record with another archive, " + digest);
    }

    @Test
    void callsTheVersionByTheDigestWhereNobodySaysIt() {
        ledger.then("done", DONE);
        assertThat(from().call("deploy", "shop.war", "--service", "shop").code())
                .isZero();
        assertThat(ledger.releases().get(0).text("version")).isEqualTo(digest.substring(7, 19));
    }

    @Test
    void asksNothingWhereTheArchiveIsDamaged() throws IOException {
        Files.writeString(folder.resolve("shop.war"), "PK\3\4 and no more");
        Called called = deploy();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("shop.war is damaged");
        assertThat(ledger.received()).isEmpty();
    }

    @Test
    void showsWhoTriggeredThePipeline() {
        ledger.then("done", DONE);
        from().with("SLIPWAY_JOB_TOKEN", "job-token").call("deploy", "shop.war", "--service", "shop");
        assertThat(ledger.received())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("X-job-token", "job-token"));
    }

    private static String worker(String name, String digest) {
        return """
                {"name":"%s","environment":"production","group":"shop-production","archives":[
                {"archive":"shop.war","service":"shop","artifactDigest":"%s","isEnabled":true}]}""".formatted(name, digest);
    }

    private static String request(String state, boolean isForAgent, String actor) {
        return """
                {"id":"request-0","service":"shop","version":"1.4.0","releaseId":"release-0","environment":"production",
                "actor":"%s","state":"%s","isRollback":false,"isForAgent":%s,"reasons":[]}""".formatted(actor, state, isForAgent);
    }
}
