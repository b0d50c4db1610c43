package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.code.Declaration;
import java.util.List;
import java.util.Optional;

/**
 * What in an archive does not work as intended, although it may be deployed.
 *
 * @param texts one or more of a kind, each a sentence or more without the last full stop
 * @param unless what the archive may declare so that they would be wrong: it must be read once more for that
 */
record Warning(List<String> texts, Optional<Declaration> unless) {
    Warning {
        texts = List.copyOf(texts);
    }
}
