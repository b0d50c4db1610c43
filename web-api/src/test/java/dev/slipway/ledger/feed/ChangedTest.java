package dev.slipway.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangedTest {
    @Test
    void hasTheKindsOfTheHandbook() throws IOException {
        String page = Files.readString(Path.of("../web-static/src/docs/asciidoc/use/feed.adoc"));
        String line = page.lines()
                .filter(one -> one.startsWith("`kind` is one of "))
                .findFirst()
                .orElseThrow();
        assertThat(Pattern.compile("`([a-z]+)`").matcher(line).results().map(one -> one.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("kind"),
                                Arrays.stream(Changed.Kind.values()).map(Changed.Kind::toString))
                        .toList());
    }
}
