package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The handbook's script for any other CI, against the line: as a user who has its address and a secret, curl and jq. */
@Isolated
class DeliverScriptIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Forge FORGE = new Forge();

    private static final Kiosk KIOSK = new Kiosk(FORGE, SCRATCH.name(), "production");

    @AfterAll
    static void remove() {
        Kiosk.remove(KIOSK.service());
    }

    @Test
    void deliversByCurlAlone() {
        String said = deliver(KIOSK.project("by curl"), "1", "DELIVERY_TESTS=report.xml");
        assertThat(said).contains(KIOSK.service() + " 1 runs in production", KIOSK.service() + "-production-1");
        assertThat(KIOSK.page()).isEqualTo(KIOSK.service() + ": by curl");
        JsonNode live = Caller.pipeline()
                .get("/api/v1/deployments?live=true&service=" + KIOSK.service())
                .expect(200)
                .path("items")
                .path(0);
        assertThat(live.path("channel").asText()).isEqualTo("pipeline");
        assertThat(live.path("version").asText()).isEqualTo("1");

        Project failing = KIOSK.failing();
        assertThatThrownBy(() -> deliver(failing, "2"))
                .hasMessageContaining("ended with 1")
                .hasMessageContaining("no.such.Listener");
        assertThat(KIOSK.page()).isEqualTo(KIOSK.service() + ": by curl");
    }

    private static String deliver(Project project, String version, String... variables) {
        return project.run(
                String.join(" ", variables) + " '" + FORGE.script() + "' built.war " + KIOSK.service() + " " + version);
    }
}
