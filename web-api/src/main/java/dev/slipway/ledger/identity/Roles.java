package dev.slipway.ledger.identity;

/** The roles that the ledger knows, by their names in the realm. */
public final class Roles {
    /** Sees everything. */
    public static final String VIEWER = "viewer";

    /** Deploys every service. */
    public static final String DEPLOYER = "deployer";

    /**
     * Stands in {@code @RolesAllowed} for every role {@code SERVICE.deployer}, which cannot be listed there. A method
     * that admits them must check the service itself with {@link Deployers}.
     */
    public static final String SERVICE_DEPLOYER = "*.deployer";

    /** Lets a release into an environment, or refuses it. */
    public static final String APPROVER = "approver";

    /** Configures the line. */
    public static final String ADMIN = "admin";

    /** Executes what others request; only machines have it. */
    public static final String AGENT = "agent";

    private Roles() {}
}
