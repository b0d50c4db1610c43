package dev.slipway.line.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.Realm;
import dev.slipway.line.browser.Visitor;
import dev.slipway.line.canary.Canary;
import dev.slipway.line.canary.Hiding;
import dev.slipway.line.canary.ProcessWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wherever the secrets of a service might have come to, and must not have. */
final class Leaks {
    private static final Line LINE = Line.running();
    private static final String API = "/api/v1/";

    private final Records records;
    private final List<Canary> secrets;
    private final String staging;
    private final Addresses addresses;

    Leaks(Records records, List<Canary> secrets, String staging) {
        this.records = records;
        this.secrets = secrets;
        this.staging = staging;
        this.addresses = new Addresses(records, List.of(staging, "production"));
    }

    void areInNoText(String what, Collection<String> lines) {
        assertThat(lines).as(what).isNotEmpty().noneMatch(this::isIn);
    }

    private boolean isIn(String text) {
        return secrets.stream().anyMatch(secret -> secret.isIn(text));
    }

    /** Whoever asks, and whatever for. The agent has to ask for the sealed ones. */
    void areInNoAnswer(Realm realm) {
        List<String> paths = addresses.api();
        for (Caller caller : List.of(
                realm.client("viewer"), realm.client("viewer", "admin", "deployer"), realm.client("viewer", "agent"))) {
            int good = 0;
            for (String path : paths) {
                Answer answer = caller.get(path);
                assertThat(answer.status()).as(path).isIn(200, 403, 404);
                good += answer.status() == 200 ? 1 : 0;
                assertThat(isIn(answer.body())).as(path).isFalse();
                assertThat(isIn(answer.headers().toString())).as(path).isFalse();
            }
            assertThat(good)
                    .as("answers that say something, of %d", paths.size())
                    .isGreaterThan(paths.size() / 2);
        }
        JsonNode sealed =
                realm.client("viewer", "agent").get(API + "agent/server-groups").expect(200);
        assertThat(sealed.findValues("API_KEY").toString())
                .as("what the agent gets")
                .contains("\"eyJ");
    }

    /** What the line's commands show of a service to those who may see most. */
    void areInNoCommand(Caller admin) {
        for (String environment : List.of(staging, "production")) {
            for (String verb : List.of("logs", "threads", "config list", "config history")) {
                List<String> words = new ArrayList<>(List.of(verb.split(" ")));
                words.addAll(List.of(records.service(), "--environment", environment));
                if (verb.equals("logs")) {
                    words.addAll(List.of("--lines", "1000"));
                }
                areInNoText(verb, run(admin, words));
            }
        }
        areInNoText("config diff", run(admin, List.of("config", "diff", records.service(), staging, "production")));
        areInNoText("logs", run(admin, List.of("logs", "--no-follow")));
        areInNoText("status", run(admin, List.of("status", records.service())));
    }

    private static List<String> run(Caller admin, List<String> words) {
        return Command.slipway(words.toArray(String[]::new))
                .with("SLIPWAY_TOKEN", admin.token())
                .quietly()
                .run()
                .expectSuccess()
                .output();
    }

    /** What a worker's management says to the agent, who may see all: how it is configured, and with what it was started. */
    void areInNoManagement() throws IOException {
        for (JsonNode group : records.items("server-groups?service=" + records.service())) {
            Path password = LINE.state().resolve("groups/" + group.path("group").asText() + "/management-password");
            NativeManagement agent =
                    NativeManagement.user("agent", Files.readString(password).strip());
            for (JsonNode worker : group.path("workers")) {
                NativeManagement management =
                        agent.at(worker.path("managementPort").asInt());
                for (String resource : List.of(
                        "\"address\":[],\"recursive\":true",
                        "\"address\":[{\"core-service\":\"platform-mbean\"},{\"type\":\"runtime\"}],\"include-runtime\":true",
                        "\"address\":[{\"core-service\":\"server-environment\"}],\"include-runtime\":true")) {
                    JsonNode said = management
                            .execute("{\"operation\":\"read-resource\"," + resource + "}")
                            .orElseThrow();
                    assertThat(said.path("outcome").asText()).as("%s", said).isEqualTo("success");
                    assertThat(isIn(said.toString())).as(resource).isFalse();
                }
            }
        }
    }

    /** With all that the pages ask the ledger for. */
    void areOnNoPage(Visitor visitor, Realm realm) {
        for (Realm.Person person : List.of(realm.person("viewer"), realm.person("viewer", "admin"))) {
            Queue<String> seen = new ConcurrentLinkedQueue<>();
            Page page = visitor.page();
            page.context().onResponse(response -> seen.add(response.url()));
            page.navigate(LINE.ledger() + "/");
            visitor.signIn(page, person);
            for (String path : addresses.pages()) {
                page.navigate(LINE.ledger() + path);
                page.waitForLoadState();
                page.waitForTimeout(700);
                assertThat(isIn(page.content())).as(path).isFalse();
            }
            areInNoText("addresses", seen);
        }
    }

    /**
     * In the state folder it is what root opened for the workers of a group, and nowhere else: what they have in memory the
     * system may show to nobody.
     */
    void areInNoFile(Map<Canary, String> inUse) throws IOException {
        for (Canary secret : secrets) {
            Hiding hiding = new Hiding(secret);
            String environment = inUse.get(secret);
            assertThat(hiding.files(LINE.state()))
                    .as("files of the line that have it")
                    .isEqualTo(
                            environment == null
                                    ? List.of()
                                    : List.of("groups/" + records.service() + "-" + environment + "/configuration"));
            for (Path folder : List.of(
                    Path.of(System.getProperty("java.io.tmpdir")),
                    Path.of("/var/tmp"),
                    Line.target().resolve("failsafe-reports"),
                    jobs())) {
                assertThat(Files.isDirectory(folder) ? hiding.files(folder) : List.of())
                        .as("files in %s that have it", folder)
                        .isEmpty();
            }
        }
    }

    /** Where the forge has its projects, with what their jobs said and left behind. */
    private static Path jobs() {
        Path own = Line.target().resolve("ci-tools/projects");
        return Files.isDirectory(own) ? own : Path.of("/var/lib/slipway/ci-tools/projects");
    }

    /** What they are sealed as is there. */
    void areInNoDatabase() throws IOException, SQLException, InterruptedException {
        assertThat(Hiding.names())
                .contains("slipway", "keycloak")
                .anyMatch(
                        name -> name.contains(records.service().replace('-', '_')) || name.contains(records.service()));
        for (Canary secret : secrets) {
            assertThat(new Hiding(secret).databases())
                    .as("databases that have it")
                    .isEmpty();
        }
    }

    /** But in those of the workers that are told. */
    void areInNoProcess(ProcessWatch processes) {
        assertThat(processes.commands()).as("command lines that had it").isEmpty();
        Set<String> told = processes.environments();
        assertThat(told).as("processes that were told").isNotEmpty();
        assertThat(told.stream()
                        .filter(command -> Stream.of(staging, "production")
                                .noneMatch(
                                        environment -> command.contains(records.service() + "-" + environment + "-")))
                        .collect(Collectors.toSet()))
                .as("others that had it in their environment")
                .isEmpty();
    }

    /** Once the service is gone, what is left of it is a dump of each database; and no configuration. */
    void areInNoDumpThatIsKept() throws IOException, InterruptedException {
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(LINE.state().toRealPath())) {
            dumps = files.filter(file -> file.toString().contains(records.service())
                            && file.getFileName().toString().endsWith(".dump"))
                    .toList();
        }
        assertThat(dumps).hasSize(2);
        for (Canary secret : secrets) {
            Hiding hiding = new Hiding(secret);
            for (Path dump : dumps) {
                assertThat(hiding.isInDump(dump)).as("%s", dump).isFalse();
            }
            assertThat(hiding.files(LINE.state()))
                    .as("files that still have it")
                    .isEmpty();
        }
    }
}
