package dev.slipway.ledger.gate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReasonCodeTest {
    private static final Path RULES = Path.of("src/main/webapp/assets/rules.js");

    /** What the pages have for each code: few words, and a title where a request waits for its end. */
    private static final Pattern WORDS =
            Pattern.compile("(?m)^ {2}'?([a-z-]+)'?: \\{ brief: '[^']+'(, waits: '[^']+')? \\},$");

    @Test
    void eachHasItsWordsOnThePages() throws IOException {
        Map<String, Boolean> texts = WORDS.matcher(Files.readString(RULES))
                .results()
                .collect(toMap(words -> words.group(1), words -> words.group(2) != null));

        assertThat(texts)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(ReasonCode.WITHDRAWN, ReasonCode.UNKNOWN)).stream()
                        .collect(toMap(ReasonCode::toString, ReasonCodeTest::isWaitedFor)));
    }

    private static boolean isWaitedFor(ReasonCode code) {
        return Gate.decision(List.of(new Reason(code, ""))) == Decision.WAIT;
    }
}
