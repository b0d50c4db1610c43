package dev.slipway.ledger.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema
public enum ApprovalVerdict {
    /** The release may enter. */
    APPROVED,
    REFUSED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<ApprovalVerdict> {

        Column() {
            super(ApprovalVerdict.class);
        }
    }
}
