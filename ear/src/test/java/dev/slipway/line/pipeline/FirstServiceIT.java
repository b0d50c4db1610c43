package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Scratch;
import dev.slipway.line.handbook.Document;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Does what the handbook's page "Your first service" says, word by word, but for the service's name; gitlab-ci-local, which knows
 * neither the line's authority nor its names, reads what the ledger gives from a place nearby.
 */
@Isolated
class FirstServiceIT {
    private static final Document PAGE = Document.page("start/first-service.adoc");

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Forge FORGE = new Forge();

    @Test
    void isDeliveredAsTheHandbookSays() throws IOException {
        String service = SCRATCH.name();
        FORGE.know(service);
        try (LedgerStub mirror = new LedgerStub()) {
            mirror.give(
                    "/cli/delivery.yml",
                    Caller.anonymous().get("/cli/delivery.yml").body());
            assertThat(listing("credential", service)).isEqualTo("./slipway pipeline " + service);
            FORGE.giveCredential(service);
            Project project = shop(service)
                    .commit("Open the shop")
                    .write(
                            ".gitlab-ci.yml",
                            listing("pipeline", service).replace("https://mywebapp.example.org", mirror.url()));
            assertThat(listing("push", service)).endsWith("\ngit push");
            // There is no forge to push to.
            project.run(listing("push", service).replace("git push", "git update-ref refs/remotes/origin/main HEAD"));
            String[] run = listing("local", service).split(" ");
            project.start(run).isGreen("build", "test", "record", "deploy");
            assertThat(Kiosk.page(service)).contains("<h1>Open</h1>");
            JsonNode live = Caller.pipeline()
                    .get("/api/v1/deployments?live=true&service=" + service)
                    .expect(200)
                    .path("items")
                    .path(0);
            assertThat(live.path("channel").asText()).isEqualTo("pipeline");
            assertThat(evidence(service)).containsExactlyInAnyOrder("tests passed", "sbom none");

            project.replace("src/main/java/org/example/Price.java", "119", "107")
                    .replace("src/main/webapp/index.html", "Open", "Sale")
                    .commit("Lower the tax");
            project.start(run).isRed("test", "build", "record");
            assertThat(Kiosk.page(service)).contains("<h1>Open</h1>");
            assertThat(evidence(service)).containsExactlyInAnyOrder("tests failed", "sbom none");
        } finally {
            Kiosk.remove(service);
        }
    }

    /** Kinds and verdicts of the newest release. */
    private static List<String> evidence(String service) {
        Caller caller = Caller.pipeline();
        String release =
                caller.get("/api/v1/releases?service=" + service).items("id").get(0);
        JsonNode items = caller.get("/api/v1/releases/" + release + "/evidence")
                .expect(200)
                .path("items");
        return items.findValuesAsText("kind").stream()
                .map(kind -> kind + " " + verdict(items, kind))
                .toList();
    }

    private static String verdict(JsonNode items, String kind) {
        for (JsonNode item : items) {
            if (item.path("kind").asText().equals(kind)) {
                return item.path("verdict").asText();
            }
        }
        return "";
    }

    /** One of the page's listings, as a reader would type it who calls the service so. */
    private static String listing(String id, String service) {
        return PAGE.listing(id).replace("shop", service);
    }

    /** A project that has never heard of Slipway. */
    private static Project shop(String service) {
        return new Project(FORGE, service, service)
                .write("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>org.example</groupId>
                          <artifactId>shop</artifactId>
                          <version>1.0</version>
                          <packaging>war</packaging>
                          <properties>
                            <maven.compiler.release>17</maven.compiler.release>
                            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                          </properties>
                          <dependencies>
                            <dependency>
                              <groupId>org.junit.jupiter</groupId>
                              <artifactId>junit-jupiter</artifactId>
                              <version>5.13.4</version>
                              <scope>test</scope>
                            </dependency>
                          </dependencies>
                          <build>
                            <finalName>%s</finalName>
                            <plugins>
                              <plugin>
                                <artifactId>maven-war-plugin</artifactId>
                                <version>3.5.1</version>
                                <configuration>
                                  <failOnMissingWebXml>false</failOnMissingWebXml>
                                </configuration>
                              </plugin>
                            </plugins>
                          </build>
                        </project>
                        """.formatted(service))
                .write("src/main/webapp/index.html", "<!doctype html><title>Shop</title><h1>Open</h1>\n")
                .write("src/main/java/org/example/Price.java", """
                        package org.example;

                        class Price {
                            static int withTax(int net) {
                                return net * 119 / 100;
                            }
                        }
                        """)
                .write("src/test/java/org/example/PriceTest.java", """
                        package org.example;

                        import static org.junit.jupiter.api.Assertions.assertEquals;

                        import org.junit.jupiter.api.Test;

                        class PriceTest {
                            @Test
                            void hasTax() {
                                assertEquals(119, Price.withTax(100));
                            }
                        }
                        """);
    }
}
