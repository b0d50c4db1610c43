package dev.slipway.ledger.group;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The desired state of server groups, and the agent's reports on them, over HTTP. */
@Path("agent/server-groups")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DesiredGroupResource {

    @Inject
    ServerGroupRepository groups;

    @Inject
    ServerGroupService service;

    @Inject
    LedgerConfig config;

    /** The desired state of all groups. */
    @GET
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "listDesiredServerGroups",
            summary = "List the desired state of every server group",
            description = "A group whose data is to be deleted is listed until it is reported as removed. An agent that"
                    + " waits for work (*claimWork*) gets 204 at once when the desired state changes.")
    @APIResponse(responseCode = "200", description = "All of them, by name.")
    public DesiredGroups list() {
        String domain = config.ledgerUrl().getHost().replaceFirst("^[^.]*\\.", "");
        Map<UUID, ConfigurationVersion> configured = groups.configurations();
        return new DesiredGroups(groups.all().stream()
                .map(group -> DesiredGroup.of(group, configured.get(group.id()), domain))
                .toList());
    }

    /** Reports the state of a group. */
    @PUT
    @Path("{service}/{environment}")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportServerGroup",
            summary = "Report the provisioning status of a server group",
            description = """
                    A report on an earlier version than the desired one only says what was provisioned. A group that \
                    is to be removed ends as *removed*, any other as *ready*; after *failed*, the agent tries again.""")
    @APIResponse(responseCode = "200", description = "It is stored.")
    public ServerGroupResponse report(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            ReportGroupRequest request) {
        return service.report(serviceName, environment, request);
    }
}
