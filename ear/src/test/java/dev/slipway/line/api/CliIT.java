package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The CLI is for everybody who knows the ledger's address. */
@InTurn
class CliIT {
    private static final Line LINE = Line.running();

    @Test
    void isOfferedWithItsDigest() throws IOException {
        JsonNode cli = Caller.anonymous().get("/api/v1/cli").expect(200);
        assertThat(cli.path("issuer").asText())
                .isEqualTo(LINE.auth().resolve("/realms/slipway").toString());
        assertThat(cli.path("clientId").asText()).isEqualTo("cli");
        HttpResponse<byte[]> file = download(cli.path("path").asText());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("application/java-archive");
        assertThat(file.headers().firstValue("Cache-Control")).contains("public, no-cache");
        assertThat(Digest.of(file.body())).isEqualTo(cli.path("digest").asText());
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(file.body()))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.slipway.line.cli.Main");
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(cli.path("version").asText());
        }
        Answer digest = Caller.anonymous().get(cli.path("path").asText() + ".sha256");
        assertThat(digest.body()).isEqualTo(cli.path("digest").asText().replace("sha256:", "") + "  slipway.jar\n");
    }

    @Test
    void isNotSentAgainToWhoeverHasIt() {
        Caller anonymous = Caller.anonymous();
        Answer head = anonymous.send("HEAD", "/cli/slipway.jar", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        Answer again = anonymous.get("/cli/slipway.jar", "If-None-Match", head.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(anonymous.get("/cli/other.jar").status()).isEqualTo(404);
    }

    private static HttpResponse<byte[]> download(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(LINE.ledger().resolve(path)).build();
        return Caller.join(LINE.http().sendAsync(request, BodyHandlers.ofByteArray()));
    }
}
