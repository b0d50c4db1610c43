package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.program.BackupException;

/**
 * A service's database that could not be restored, while all else was: PostgreSQL may refuse what its owner has stored.
 *
 * @param isDumped whether the backup has it
 * @param why the failure, whose message may have texts of a service's
 */
public record LostDatabase(String name, boolean isDumped, Exception why) {
    /** One that the backup does not have. */
    static LostDatabase missing(String name) {
        return new LostDatabase(name, false, new BackupException("the backup does not have it", ""));
    }

    /** One that the backup has. */
    public static LostDatabase refused(String name, Exception why) {
        return new LostDatabase(name, true, why);
    }

    /**
     * The loss in a sentence.
     *
     * @param reason why it could not
     */
    public String text(String reason) {
        return "The database " + name + " cannot be restored: " + reason;
    }
}
