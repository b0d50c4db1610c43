package dev.slipway.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever gets an alert finds in the handbook what to do. */
class RunbookTest {
    private static final Path RULES = Path.of("../line/monitoring/rules.yml");

    /** The rule that passes on the ledger's own alerts leads to what is said of their kind. */
    private static final String ALERT_OPEN = "SlipwayAlertOpen";

    @Test
    void hasAPlaceForEachRule() throws IOException {
        String rules = Files.readString(RULES);
        List<String> names = all("- alert: (\\w+)", rules);

        assertThat(names).isNotEmpty();
        assertThat(places()).containsAll(names);
        assertThat(all("runbook: \"?operate/trouble\\.html#([^\"\\n]+)", rules))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> name.equals(ALERT_OPEN) ? "{{ $labels.kind }}" : name)
                        .toList());
    }

    @Test
    void hasAPlaceForEachKindOfNotification() throws IOException {
        assertThat(places())
                .containsAll(Arrays.stream(Kind.values())
                        .filter(Kind::isChosen)
                        .map(Kind::toString)
                        .toList());
    }

    /** Without one, a command acts on production, whatever the alert is about. */
    @Test
    void namesTheEnvironmentInEachCommandThatHasOne() throws IOException {
        String commands =
                "(?<!/)(slipway (?:(?:restart|threads|sync|rollback)\\b|(?:logs|status) (?:shop|\\{))[^`\"\\n]*)";

        assertThat(all(commands, page()))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).contains("--environment production"));
        assertThat(all(commands, Files.readString(RULES)))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).contains("--environment {{ $labels.environment }}"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../web-static/src/docs/asciidoc/operate/trouble.adoc"));
    }

    private static List<String> places() throws IOException {
        return all("(?:\\[#|\\[\\[)([A-Za-z-]+)]", page());
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
