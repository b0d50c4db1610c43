package dev.slipway.line.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.line.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download that is not what it should be ends the build, with the wrapper and the settings of this checkout. */
class DownloadTest {
    @TempDir
    Path folder;

    private final Map<String, String> files = new HashMap<>();
    private HttpServer repository;

    @BeforeEach
    void start() throws IOException {
        for (String file :
                List.of("mvnw", ".mvn/maven.config", ".mvn/jvm.config", ".mvn/wrapper/maven-wrapper.properties")) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Line.checkout().resolve(file), copy);
        }
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/", exchange -> {
            try (exchange) {
                String content = files.get(exchange.getRequestURI().getPath());
                byte[] body = content == null ? new byte[0] : content.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(content == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        repository.start();
    }

    @AfterEach
    void stop() {
        repository.stop(0);
    }

    @Test
    void anotherMavenIsNotRun() throws IOException, InterruptedException {
        String archive = Files.readAllLines(folder.resolve(".mvn/wrapper/maven-wrapper.properties")).stream()
                .filter(line -> line.startsWith("distributionUrl="))
                .map(line -> line.replaceFirst(".*/maven2", ""))
                .findFirst()
                .orElseThrow();
        files.put(archive, "not Maven");
        files.put(archive.replace(".zip", ".tar.gz"), "not Maven");

        String output = fails(
                Map.of(
                        "MVNW_REPOURL",
                        address(),
                        "MAVEN_USER_HOME",
                        folder.resolve("m2").toString()),
                "--version");

        assertThat(output).contains("Failed to validate Maven distribution SHA-256");
        try (Stream<Path> installed = Files.walk(folder.resolve("m2"))) {
            assertThat(installed).noneMatch(Files::isRegularFile);
        }
    }

    @Test
    void anArtifactWithAnotherChecksumIsRefused() throws IOException, InterruptedException {
        files.put("/org/example/parent/1/parent-1.pom", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>parent</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                </project>
                """);
        files.put("/org/example/parent/1/parent-1.pom.sha1", "0".repeat(40));
        Files.writeString(folder.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>org.example</groupId>
                    <artifactId>parent</artifactId>
                    <version>1</version>
                  </parent>
                  <artifactId>child</artifactId>
                  <packaging>pom</packaging>
                </project>
                """);
        Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <mirrors>
                    <mirror><id>test</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(address()));

        String output = fails(
                Map.of(), "--settings=settings.xml", "-Dmaven.repo.local=" + folder.resolve("repository"), "validate");

        assertThat(output).contains("Checksum validation failed, expected '" + "0".repeat(40) + "'");
    }

    private String address() {
        return "http://127.0.0.1:" + repository.getAddress().getPort();
    }

    private String fails(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./mvnw"));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        process.environment().putAll(environment);
        Process started = process.start();
        String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(output).isNotZero();
        return output;
    }
}
