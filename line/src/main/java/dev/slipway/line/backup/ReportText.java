package dev.slipway.line.backup;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.SparseFiles;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a report says of services, whose code chooses the names of files, and could forge errors. */
final class ReportText {
    private static final int LONGEST_NAME = 200;

    private ReportText() {}

    /**
     * Why a service's database could not be dumped or proven, in fixed words: the service's code runs meanwhile and
     * could forge the error.
     *
     * @param run {@code backup} or {@code proof}, whose output has the message
     */
    static String of(Exception e, String run) {
        if (e instanceof BackupException known) {
            return known.reported();
        }
        return "PostgreSQL refused it"
                + (e instanceof SQLException refused ? " with the code " + refused.getSQLState() : "")
                + "; the " + run + "'s own output has the message";
    }

    /** What a backup lacks of workers' folders. */
    static List<String> lacking(Restic.Stored stored) {
        List<String> lacking = new ArrayList<>();
        if (!stored.unreadable().isEmpty()) {
            lacking.add("Of workers' folders, what cannot be read is not in it: " + named(stored.unreadable()));
        }
        lacking.addAll(lacking(stored.sparse()));
        if (stored.hasMoreErrors()) {
            lacking.add("There were too many errors to keep them all: other files may be lacking, too.");
        }
        return lacking;
    }

    /** They may be data that is in use. */
    private static List<String> lacking(SparseFiles sparse) {
        List<String> lacking = new ArrayList<>();
        if (!sparse.files().isEmpty()) {
            lacking.add("Of workers' folders, sparse files are not in it, as a restore would write them in full: "
                    + sparse(sparse.files()) + " If a service needs them, have it write a copy or dump without holes"
                    + " beside them. Remove only what nobody needs.");
        }
        if (!sparse.folders().isEmpty()) {
            lacking.add("Of workers with more than a thousand such files, whole folders are not in it: "
                    + sparse(sparse.folders()));
        }
        return lacking;
    }

    private static String sparse(List<String> paths) {
        return named(paths.stream().map(SparseFiles::text).toList());
    }

    /**
     * The first of these files and how many more there are, as a text: cut and without control characters, as a service
     * chose the names, which may be long and have any characters.
     */
    private static String named(Collection<String> files) {
        String first = files.iterator().next().replaceAll("\\p{Cc}", "?");
        return (first.length() > LONGEST_NAME ? first.substring(0, LONGEST_NAME) + "…" : first)
                + (files.size() > 1 ? " and " + (files.size() - 1) + " more." : ".");
    }
}
