package dev.slipway.line.group;

/** The management roles for a single group's workers; {@code service.cli} has those for all groups. */
public final class ManagementRoles {
    private ManagementRoles() {}

    /**
     * {@code jboss-cli} command that grants WildFly's role Deployer to those who may deploy this service. A service's
     * name needs no quoting.
     */
    public static String command(Group group) {
        String role = group.target().service() + ".deployer";
        return "/core-service=management/access=authorization/role-mapping=Deployer/include=" + role + ":add(name="
                + role + ",type=GROUP)";
    }
}
