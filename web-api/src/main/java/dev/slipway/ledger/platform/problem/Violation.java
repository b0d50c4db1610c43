package dev.slipway.ledger.platform.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param field the JSON member, parameter or header, by the name the client used
 * @param detail what is wrong, to be read after the field's name
 */
@Schema(description = "One thing that is wrong with the request.")
public record Violation(
        @Schema(description = "The JSON member, parameter or header.", examples = "version")
        String field,

        @Schema(description = "What is wrong with it.", examples = "is required")
        String detail) {}
