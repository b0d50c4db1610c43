package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The machine's clock. If it is minutes off, tokens, one-time codes and certificates are rejected, with no local sign
 * of the cause.
 *
 * @param synchronization systemd's answer whether a time server sets it: yes or no; anything else if it is unknown
 */
public record Clock(String synchronization, ZonedDateTime now) {
    /** As {@code date} prints it. */
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss zzz yyyy", Locale.ENGLISH);

    public static Clock of(DoctorContext context) {
        return new Clock(
                context.run("timedatectl", "show", "--property=NTPSynchronized", "--value")
                        .output()
                        .strip(),
                ZonedDateTime.now(ZoneId.systemDefault()));
    }

    public List<Finding> findings() {
        return List.of(
                switch (synchronization) {
                    case "yes" -> good("Clock: a time server keeps it right");
                    case "no" ->
                        warning("Clock: it says " + FORMAT.format(now)
                                + ", and no time server keeps it right: tokens, one-time codes and certificates are refused"
                                + " where it is minutes off. timedatectl set-ntp true");
                    default ->
                        good("Clock: it says " + FORMAT.format(now)
                                + "; whether a time server keeps it right is not known here");
                });
    }
}
