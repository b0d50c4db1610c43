package dev.slipway.line.doctor.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileWorkersTest {
    @Test
    void areThoseWithAMark(@TempDir Path state) throws IOException {
        Files.writeString(
                Files.createDirectory(state.resolve("groups")).resolve("slots.json"),
                "{\"shop-production-1\":0,\"shop-production-2\":1}");
        Path run = Files.createDirectory(state.resolve("run"));
        Files.createFile(run.resolve("shop-production-2.hosts"));
        Files.createFile(run.resolve("removed-production-1.hosts"));
        DoctorContext context =
                DoctorContext.of(Map.of("SLIPWAY_ROOT", state.toString(), "SLIPWAY_STATE", state.toString()));
        assertThat(HostsFileWorkers.marked(context)).containsExactly("shop-production-2");
    }

    @Test
    void areToBeRestartedOnceNamesResolve() {
        assertThat(new HostsFileWorkers(List.of("shop-production-2"), true).findings())
                .containsExactly(Finding.warning(
                        "shop-production-2 was started while names did not resolve, and still finds no host but the"
                                + " line's own. Restart its service: slipway restart SERVICE --environment NAME"));
        assertThat(new HostsFileWorkers(List.of("shop-production-2"), false).findings())
                .as("another check warns of that")
                .isEmpty();
    }
}
