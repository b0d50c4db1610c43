package dev.slipway.line.backup.restore;

/**
 * A service's database that could not be restored, while all else was: PostgreSQL may refuse what its owner has stored.
 *
 * @param why the failure, whose message may have texts of a service's
 */
public record LostDatabase(String name, Exception why) {
    /**
     * The loss in a sentence.
     *
     * @param reason why it could not
     */
    public String text(String reason) {
        return "The database " + name + " cannot be restored: " + reason;
    }
}
