package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.service.app.NightlyJob;
import dev.slipway.line.service.app.NightlyServlet;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** WildFly waits without limit for a method of an enterprise bean before it replaces its archive, and gives up the deployment after 300 s. */
@ExtendWith(Reloads.class)
@ResourceLock(Line.RELOADS)
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class EndlessMethodIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(30);

    /** In seconds: the command follows the deployment for longer than a token usually lives. */
    private static final int HOUR = 3_600;

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    @Test
    void isReplacedByARestart() {
        Team team = new Team(REALM.clientWithTokensFor(HOUR, "admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 1}
                """.formatted(team.service())).expectSuccess();
        try {
            WebArchive former = ShrinkWrap.create(WebArchive.class, team.service() + ".war")
                    .addClasses(NightlyJob.class, NightlyServlet.class);
            team.deploy(former, "1").expectSuccess();
            team.post("/job", "");
            await().atMost(PROMPTLY).until(() -> team.get("/job").body().equals("true"));

            WebArchive next = ShrinkWrap.create(WebArchive.class, team.service() + ".war")
                    .addAsWebResource(new StringAsset("of the next version"), "job");
            Command.Result result = team.deploy(next, "2").expectSuccess();

            assertThat(result.output())
                    .anySatisfy(line ->
                            assertThat(line).contains("an EJB method, such as a timer's, has been running for 300 s"));
            assertThat(team.get("/job").body()).isEqualTo("of the next version");
        } finally {
            team.remove();
        }
    }
}
