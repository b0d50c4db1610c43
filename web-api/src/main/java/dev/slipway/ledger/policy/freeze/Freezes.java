package dev.slipway.ledger.policy.freeze;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The freezes, or the windows, of one policy: times that have names.
 *
 * @param items one by one
 */
public record Freezes(List<Freeze> items) {
    /** The most that one policy can have. */
    public static final int LIMIT = 50;

    public static final Freezes NONE = new Freezes(List.of());

    /** Explains {@link #allows}. */
    public static final String NAME_RULE = "must not have / or ;, nor be . or ..: it could not be removed by this name";

    /** Names with which httpd refuses an address, or takes it for another one. */
    private static final Pattern NOT_ADDRESSABLE = Pattern.compile(".*[/;].*|\\.\\.?");

    public Freezes {
        items = List.copyOf(items);
    }

    /**
     * Whether a freeze may have this name: the address at which it is removed has the name in it. Those that are there
     * already may stay; they are removed by replacing the policy.
     */
    public boolean allows(String name) {
        return !NOT_ADDRESSABLE.matcher(name).matches()
                || items.stream().anyMatch(known -> known.name().equals(name));
    }

    /** Those in force at this moment. */
    public List<ActiveFreeze> at(Instant now) {
        return items.stream()
                .flatMap(freeze -> FreezeClock.until(freeze, now)
                        .map(end -> new ActiveFreeze(freeze.name(), end.atZone(ZoneId.of(freeze.zone()))))
                        .stream())
                .toList();
    }

    /** Which of them begins next after this moment; empty if none ever does again. */
    public Optional<UpcomingFreeze> next(Instant now) {
        return items.stream()
                .flatMap(freeze -> FreezeClock.next(freeze, now)
                        .map(begin -> new UpcomingFreeze(freeze.name(), begin.atZone(ZoneId.of(freeze.zone()))))
                        .stream())
                .min(Comparator.comparing(upcoming -> upcoming.from().toInstant()));
    }

    /** Those that are not over for good at this moment. */
    public List<Freeze> current(Instant now) {
        return items.stream().filter(freeze -> !FreezeClock.isOver(freeze, now)).toList();
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<Freezes, List<Freeze>> {
        Column() {
            super(new TypeReference<>() {}, Freezes::items, Freezes::new, "a policy's freezes");
        }
    }
}
