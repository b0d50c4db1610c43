package dev.slipway.ledger.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a deployment brings a release or only a configuration. */
@Schema
public enum DeploymentKind {
    /** A release; a rollback also restores the configuration that it ran with. */
    DEPLOY,
    /** Another configuration; the release stays. */
    CONFIGURE,
    /** A value that only a later release knows. */
    UNKNOWN;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<DeploymentKind> {

        Column() {
            super(DeploymentKind.class, UNKNOWN);
        }
    }
}
