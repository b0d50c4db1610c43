package dev.slipway.ledger.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An approver's decision. */
@Schema(enumeration = {"approved", "refused"})
public enum ApprovalVerdict {
    /** The release may enter. */
    APPROVED,
    /** It may not. */
    REFUSED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<ApprovalVerdict> {

        Column() {
            super(ApprovalVerdict.class);
        }
    }
}
