package dev.slipway.line.group;

/** Who manages a group's workers beside those who manage every group's, whom {@code service.cli} names. */
public final class ManagementRoles {
    private ManagementRoles() {}

    /** For {@code jboss-cli}: whoever may deploy this service and no other is a deployer there. A service's name needs no quoting. */
    public static String command(Group group) {
        String role = group.service() + ".deployer";
        return "/core-service=management/access=authorization/role-mapping=Deployer/include=" + role + ":add(name="
                + role + ",type=GROUP)";
    }
}
