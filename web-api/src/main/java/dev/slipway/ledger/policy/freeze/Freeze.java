package dev.slipway.ledger.policy.freeze;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.platform.text.ZoneName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A time at which no deployment is allowed: once, from one date and time until another, or every week on some days,
 * from one time of the day until another. A weekly one whose end is not after its beginning ends on the next day: from
 * {@code 00:00} until {@code 00:00} is the whole day.
 *
 * @param name its display name
 * @param zone its time zone, by its IANA name
 * @param days the days on which a weekly one begins; null for one that comes once
 * @param from when it begins: {@code 2026-12-24T00:00}, or {@code 16:00} for a weekly one
 * @param until when it is over, in the same form
 */
@ValidFreeze
@Schema(
        description = "A period in which nothing may enter. With *days*, it recurs every week, and *from* and *until*"
                + " are times of the day; without, each is a date and a time.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Freeze(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "Weekend")
        String name,

        @NotNull(message = Text.REQUIRED) @ZoneName @Schema(examples = "Europe/Berlin")
        String zone,

        @Size(min = 1, max = 7, message = "must have 1 to 7 elements")
        @Schema(
                type = SchemaType.ARRAY,
                implementation = String.class,
                description = "For a weekly one, the days on which it begins: MONDAY to SUNDAY.")
        @Nullable
        List<@NotNull(message = Text.REQUIRED) DayOfWeek> days,

        @NotNull(message = Text.REQUIRED)
        @Schema(description = "A time of the day for a weekly one, else a date and a time.", examples = "16:00")
        String from,

        @NotNull(message = Text.REQUIRED)
        @Schema(
                description =
                        "In the same form; a weekly one whose end is not after its beginning ends on the next day, so that 00:00 to"
                                + " 00:00 is the whole day.",
                examples = "00:00")
        String until) {}
