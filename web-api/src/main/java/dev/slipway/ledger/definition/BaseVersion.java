package dev.slipway.ledger.definition;

import dev.slipway.ledger.platform.http.VersionTag;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version that a change of a definition was made from: if another one is in force by now, a change would be lost.
 *
 * @param baseVersion its number, 0 if none was in force; null for any
 * @param ifMatch the header If-Match, one of whose tags must be that of the definition in force; null for any
 */
record BaseVersion(@Nullable Integer baseVersion, @Nullable String ifMatch) {
    private static final String KIND = "definition";

    /** The entity tag of a definition that is in force. */
    static EntityTag tag(DefinitionResponse definition) {
        return new VersionTag(KIND, definition.version()).of(definition);
    }

    /**
     * Ensures that a change was made from the version in force.
     *
     * @param newest the last version, which is in force unless it removed the definition; empty if there is none
     * @throws ProblemException if another one is in force
     */
    void expect(Optional<DefinitionVersion> newest) {
        Optional<DefinitionVersion> inForce =
                newest.filter(version -> version.operation() == DefinitionOperation.APPLIED);
        int version = inForce.map(DefinitionVersion::version).orElse(0);
        if (!isOfNumber(version)) {
            throw refusal(inForce, version, String.valueOf(baseVersion), "baseVersion");
        }
        if (!isOfTag(version)) {
            throw refusal(inForce, version, "the one of If-Match", HttpHeaders.IF_MATCH);
        }
    }

    /** Whether the number is that of the version in force, 0 if there is none. */
    boolean isOfNumber(int version) {
        return baseVersion == null || baseVersion == version;
    }

    /** Whether a tag is that of the version in force; of none, 0, there is no tag, and {@code *} is for any that there is. */
    boolean isOfTag(int version) {
        return ifMatch == null || version > 0 && new VersionTag(KIND, version).isIn(ifMatch);
    }

    private static ProblemException refusal(
            Optional<DefinitionVersion> inForce, int version, String given, String field) {
        return new ProblemException(
                ProblemType.PRECONDITION_FAILED,
                "The definition in force is version %d%s, not %s. Read it, then apply the change again."
                        .formatted(
                                version,
                                inForce.map(other -> ", by " + other.appliedBy())
                                        .orElse(""),
                                given),
                new Violation(field, "is not " + version));
    }
}
