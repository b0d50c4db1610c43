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
    /** The rule that passes on the ledger's own alerts leads to what is said of their kind. */
    private static final String ALERT_OPEN = "SlipwayAlertOpen";

    @Test
    void hasAPlaceForEachRule() throws IOException {
        String rules = Files.readString(Path.of("../line/monitoring/rules.yml"));
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

    private static List<String> places() throws IOException {
        String page = Files.readString(Path.of("../web-static/src/docs/asciidoc/operate/trouble.adoc"));
        return all("(?:\\[#|\\[\\[)([A-Za-z-]+)]", page);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
