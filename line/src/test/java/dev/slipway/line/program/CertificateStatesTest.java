package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which states {@code httpd/certificates.jq} gives to certificates. */
class CertificateStatesTest {
    /** Each has a life of a hundred days: {@code new} has just begun it, {@code old} has nearly ended it. */
    private static final String STATES = """
            row() {
              local from=2026-11-30T00:00:00Z until=2027-03-10T00:00:00Z
              if [[ $2 == old ]]; then from=2026-08-30T00:00:00Z until=2026-12-08T00:00:00Z; fi
              printf '%s\\t' "$3" "$1" "$3" F1 S1 "$from" "$until" CA F1 S1 no
              printf '%s\\n' "${4:-}"
            }
            now=$(jq -n '"2026-12-01T00:00:00Z" | fromdate')
            rows=$(
              row acme new a
              row acme new b 'the CA is away'
              row acme old c
              row acme old d 'the CA is away'
              row own old e
              row own old f 'it is not for this name'
              row own new g 'it is not for this name'
            )
            jq -n -r --argjson now "$now" --arg certificates acme --arg rows "$rows" --arg taken '' --arg nameless '' \\
              --argjson md '[null]' --argjson before '[{}]' -f httpd/certificates.jq |
              jq -r '.state.names[] | "\\(.name) \\(.state)"'
            """;

    @TempDir
    Path state;

    @Test
    void renewalsByTheCaThatFailAreSaidToFailToTheEnd() throws IOException, InterruptedException {
        assertThat(Shell.lines(state, Map.of(), STATES))
                .containsExactly("a fine", "b failed", "c ending", "d failed", "e ending", "f ending", "g failed");
    }
}
