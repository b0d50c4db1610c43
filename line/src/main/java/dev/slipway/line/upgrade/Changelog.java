package dev.slipway.line.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A changelog as <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog 1.1</a> has it, with one section more in each version:
 * {@code ### What you must do}.
 *
 * @param sections those of released versions, as they stand there
 */
record Changelog(List<Section> sections) {
    private static final Pattern VERSION = Pattern.compile("## \\[?(v?\\d[^\\]\\s]*)]?(?: - .*)?");
    private static final String TO_DO = "### What you must do";
    private static final String NOTHING = "Nothing.";

    /** Keeps a copy. */
    Changelog {
        sections = List.copyOf(sections);
    }

    /**
     * What it says of a version.
     *
     * @param lines without the version's own heading
     */
    record Section(Version version, List<String> lines) {
        /** Keeps a copy. */
        Section {
            lines = List.copyOf(lines);
        }

        /** What whoever upgrades to it has to do by hand: the points of a list. */
        List<String> toDo() {
            List<String> points = new ArrayList<>();
            boolean isWithin = false;
            for (String line : lines) {
                if (line.startsWith("#")) {
                    isWithin = line.strip().equals(TO_DO);
                } else if (isWithin && line.startsWith("- ")) {
                    points.add(line.substring(2).strip());
                } else if (isWithin && !line.isBlank() && !points.isEmpty()) {
                    points.set(points.size() - 1, points.get(points.size() - 1) + " " + line.strip());
                }
            }
            points.removeIf(point -> point.equals(NOTHING));
            return points;
        }

        /** What changed, without what has to be done. */
        List<String> changes() {
            List<String> changes = new ArrayList<>();
            boolean isWithin = false;
            for (String line : lines) {
                if (line.startsWith("#")) {
                    isWithin = line.strip().equals(TO_DO);
                }
                if (!isWithin && !line.isBlank()) {
                    changes.add(line);
                }
            }
            return changes;
        }
    }

    /** Of its text. What is not released yet is left out, and so are the links at its end. */
    static Changelog of(String text) {
        List<Section> sections = new ArrayList<>();
        Version version = null;
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ") || line.matches("\\[[^]]+]: .*")) {
                if (version != null) {
                    sections.add(new Section(version, lines));
                }
                lines = new ArrayList<>();
                Matcher heading = VERSION.matcher(line.strip());
                version = heading.matches() ? Version.of(heading.group(1)).orElse(null) : null;
            } else {
                lines.add(line);
            }
        }
        if (version != null) {
            sections.add(new Section(version, lines));
        }
        return new Changelog(sections);
    }

    /** What came after one version, up to and with another, the oldest first. */
    List<Section> between(Version from, Version to) {
        return sections.stream()
                .filter(section -> section.version().compareTo(from) > 0
                        && section.version().compareTo(to) <= 0)
                .sorted((one, other) -> one.version().compareTo(other.version()))
                .toList();
    }
}
