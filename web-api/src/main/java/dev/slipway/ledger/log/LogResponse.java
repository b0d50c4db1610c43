package dev.slipway.ledger.log;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a worker's log.
 *
 * @param lines whole lines, in order
 * @param isCut whether earlier lines are left out
 * @param after the position to request the following lines from; null if there is no log yet
 */
@Schema(description = "Lines of a worker's log.")
public record LogResponse(
        @Schema(examples = "shop-production-1") String worker,

        @Schema(examples = "[\"2026-11-23T10:15:30.123Z INFO  [org.jboss.as] (Controller Boot Thread) Started\"]")
        List<String> lines,

        @Schema(examples = "true") boolean isCut,
        @Schema(examples = "1310794-20482") @Nullable String after) {

    public LogResponse {
        lines = List.copyOf(lines);
    }

    static LogResponse of(String worker, Tail.Piece piece) {
        return new LogResponse(
                worker,
                piece.lines(),
                piece.isCut(),
                piece.position() == null ? null : piece.position().toString());
    }
}
