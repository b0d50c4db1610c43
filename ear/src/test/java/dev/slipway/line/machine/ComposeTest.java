package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A container is shown the secrets that its program reads, and no others. */
class ComposeTest {
    private static final Pattern SECRET = Pattern.compile("\\b[a-z]+(-[a-z]+)*-(password|secret)\\b");

    @ParameterizedTest
    @CsvSource({
        "x-worker, ear/bin/wildfly",
        "httpd, httpd/bin/httpd",
        "keycloak, keycloak/bin/keycloak",
        "postgresql, web-api/bin/databases|postgres-password"
    })
    void showsEachProgramItsOwnSecrets(String service, String reads) throws IOException {
        String[] script = reads.split("\\|", 2);
        Set<String> read = secrets(Files.readString(Line.checkout().resolve(script[0])));
        // What the image itself reads.
        read.addAll(secrets(reads));
        assertThat(secrets(mounted(service))).isEqualTo(read).isNotEmpty();
    }

    /** The list of secrets in a block of docker-compose.yml, as it stands there. */
    private static String mounted(String block) throws IOException {
        String compose = Files.readString(Line.checkout().resolve("docker-compose.yml"));
        Matcher secrets = Pattern.compile(
                        "(?m)^ *" + block + ":(?:(?!\\n\\n)(?s:.))*?\\n( +)secrets:(.*(?:\\n\\1 .*)*)")
                .matcher(compose);
        assertThat(secrets.find()).as(block).isTrue();
        return secrets.group(2);
    }

    private static Set<String> secrets(String text) {
        return SECRET.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
