package dev.slipway.line.handbook;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The commands of README.md and of the handbook's part Start. {@link StartIT} runs those of {@link #DEPLOY} and {@link #LINE}, but for what
 * is listed here.
 */
final class StartCommands {
    /** Its commands are the README's five minutes, too. */
    static final Document DEPLOY = Document.page("start/deploy.adoc");

    static final Document LINE = Document.page("start/line.adoc");

    private static final String FIRST_SERVICE = "ear/src/test/java/dev/slipway/line/pipeline/FirstServiceIT.java";
    private static final Elsewhere ENGINE =
            new Elsewhere("needs a Docker engine, and sets up another line", ".ci/compose");

    /** What cannot be run against the line of the tests, as the documents have it. */
    static final Map<String, Elsewhere> ELSEWHERE = Map.ofEntries(
            Map.entry(
                    "./slipway up",
                    new Elsewhere("starts a line: each run of the tests begins with one, built before", ".ci/boot")),
            Map.entry(
                    "./slipway up --demo",
                    new Elsewhere(
                            "fills the ledger with what other tests would count; only the data itself is tested",
                            "line/src/test/java/dev/slipway/line/demo/StoryTest.java")),
            Map.entry("./slipway test", new Elsewhere("runs these tests", ".ci/run")),
            Map.entry(
                    "./slipway down",
                    new Elsewhere(
                            "stops the line that the other tests use",
                            "ear/src/test/java/dev/slipway/line/machine/DownIT.java")),
            Map.entry("docker compose run --rm prepare", ENGINE),
            Map.entry("docker compose up --wait", ENGINE),
            Map.entry(
                    "sudo SLIPWAY_DOMAIN=example.org SLIPWAY_ACME_EMAIL=you@example.org ./slipway up",
                    new Elsewhere(
                            "needs a domain and Let's Encrypt; run with a CA for tests", ".ci/certificates-line")),
            Map.entry("./slipway pipeline shop", new Elsewhere("belongs to a project of its own", FIRST_SERVICE)),
            Map.entry("git add .gitlab-ci.yml", new Elsewhere("belongs to a project of its own", FIRST_SERVICE)),
            Map.entry(
                    "git commit -m \"Deliver by Slipway\"",
                    new Elsewhere("belongs to a project of its own", FIRST_SERVICE)),
            Map.entry(
                    "git push",
                    new Elsewhere("needs a GitLab; there, only what Git notes of a push is made", FIRST_SERVICE)),
            Map.entry(
                    "gitlab-ci-local --force-shell-executor --shell-isolation",
                    new Elsewhere("belongs to a project of its own", FIRST_SERVICE)));

    private StartCommands() {}

    /** All documents whose commands must be run, or listed here. */
    static List<Document> documents() {
        return Stream.concat(Stream.of(Document.readme()), Document.part("start").stream())
                .toList();
    }

    /** A document's commands that can be run against the line of the tests, in its order. */
    static List<String> toRun(Document document) {
        return document.commands().stream()
                .filter(command -> !ELSEWHERE.containsKey(command))
                .toList();
    }

    /**
     * Where a command is run instead.
     *
     * @param reason why not against the line of the tests
     * @param test the script or test that runs it, or the same with other names, by its path in the checkout
     */
    record Elsewhere(String reason, String test) {}
}
