package dev.slipway.line.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Main;
import dev.slipway.line.stub.TestProgram;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RestartVerbTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void ctrlCClaimsNothingBeforeTheLedgerHasAnswered() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            silent.setSoTimeout(30_000);
            ProcessBuilder builder = new ProcessBuilder(
                            TestProgram.interruptible(Main.class, "restart", "shop", "--environment", "production"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("SLIPWAY_LEDGER_URL", "http://127.0.0.1:" + silent.getLocalPort());
            builder.environment().put("SLIPWAY_TOKEN", "token");
            Process process = builder.start();
            try (Socket asked = silent.accept();
                    BufferedReader request =
                            new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8));
                    BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(request.readLine()).startsWith("POST /api/v1/server-groups/shop/production/restarts");
                assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(out.lines()).noneMatch(line -> line.contains("continues"));
                assertThat(process.waitFor()).isEqualTo(130);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
