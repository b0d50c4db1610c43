package dev.slipway.line.upgrade.plan;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Semantic Versioning 2.0 has it, and those of others that look like one: {@code 39.0.1.Final}.
 *
 * @param preRelease what follows a hyphen, as in {@code 1.0.0-rc.1}; empty for a release
 */
public record Version(int major, int minor, int patch, String preRelease) implements Comparable<Version> {
    private static final Pattern FORM =
            Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:[.+][0-9A-Za-z.+-]*)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch)
            .thenComparing(Version::preRelease, Version::comparePreReleases);

    /** Parses a tag or a number; empty if it is no version. */
    public static Optional<Version> of(String text) {
        Matcher found = FORM.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        String preRelease = found.group(4);
        return Optional.of(new Version(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                preRelease == null ? "" : preRelease));
    }

    /** Whether it is no pre-release. */
    public boolean isRelease() {
        return preRelease.isEmpty();
    }

    /** Its Git tag. */
    public String tag() {
        return "v" + this;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }

    /** A release ranks above its pre-releases; numbers compare by value, and rank below words. */
    private static int comparePreReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareParts(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int compareParts(String one, String other) {
        boolean isNumber = NUMBER.matcher(one).matches();
        boolean isOther = NUMBER.matcher(other).matches();
        if (isNumber && isOther) {
            return Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
        }
        return isNumber == isOther ? one.compareTo(other) : isNumber ? -1 : 1;
    }
}
