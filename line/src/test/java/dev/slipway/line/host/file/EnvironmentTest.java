package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.host.Groups;
import dev.slipway.line.setting.Relay;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    Path state;

    @Test
    void sendsMailWhereItIsNotOff() throws IOException {
        Settings settings =
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_SMTP_HOST", "smtp.example.org"));
        assertThat(Environment.relay(Groups.shop(), settings).host()).isEqualTo("smtp.example.org");
        assertThat(Environment.relay(Groups.shop("\"version\":3", "\"version\":3,\"isMailOff\":true"), settings))
                .isEqualTo(Relay.NOWHERE);
        assertThat(Environment.relay(Groups.rehearsal(), settings)).isEqualTo(Relay.NOWHERE);
    }
}
