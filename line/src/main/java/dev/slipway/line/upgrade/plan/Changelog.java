package dev.slipway.line.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A changelog as <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog 1.1</a> has it, with one section more in each version,
 * {@code ### What you must do}, and one that may follow it, {@code ### Before you go back}.
 *
 * @param sections those of released versions, as they stand there
 */
public record Changelog(List<Section> sections) {
    private static final Pattern VERSION = Pattern.compile("## \\[?(v?\\d[^\\]\\s]*)]?(?: - .*)?");
    private static final String TO_DO = "### What you must do";
    private static final String BEFORE_GOING_BACK = "### Before you go back";
    private static final String NOTHING = "Nothing.";

    public Changelog {
        sections = List.copyOf(sections);
    }

    /**
     * The section of a version.
     *
     * @param lines without the version's own heading
     */
    public record Section(Version version, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }

        /** The manual steps of an upgrade to it: the list's items. */
        List<String> toDo() {
            return points(TO_DO);
        }

        /** The manual steps before it is left for an earlier version: the list's items; empty if there are none. */
        List<String> beforeGoingBack() {
            return points(BEFORE_GOING_BACK);
        }

        private List<String> points(String heading) {
            List<String> points = new ArrayList<>();
            boolean isWithin = false;
            for (String line : lines) {
                if (line.startsWith("#")) {
                    isWithin = line.strip().equals(heading);
                } else if (isWithin && line.startsWith("- ")) {
                    points.add(line.substring(2).strip());
                } else if (isWithin && !line.isBlank() && !points.isEmpty()) {
                    points.set(points.size() - 1, points.get(points.size() - 1) + " " + line.strip());
                }
            }
            points.removeIf(point -> point.equals(NOTHING));
            return points;
        }

        /** The changes, without the manual steps. */
        List<String> changes() {
            List<String> changes = new ArrayList<>();
            boolean isStep = false;
            for (String line : lines) {
                if (line.startsWith("#")) {
                    isStep = List.of(TO_DO, BEFORE_GOING_BACK).contains(line.strip());
                }
                if (!isStep && !line.isBlank()) {
                    changes.add(line);
                }
            }
            return changes;
        }
    }

    /** Parses a changelog, without the unreleased section and the links at the end. */
    public static Changelog of(String text) {
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

    /** The sections after one version, up to and including another, oldest first. */
    public List<Section> between(Version from, Version to) {
        return sections.stream()
                .filter(section -> section.version().compareTo(from) > 0
                        && section.version().compareTo(to) <= 0)
                .sorted((one, other) -> one.version().compareTo(other.version()))
                .toList();
    }
}
