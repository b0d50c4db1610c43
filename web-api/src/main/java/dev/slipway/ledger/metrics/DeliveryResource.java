package dev.slipway.ledger.metrics;

import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The metrics over HTTP. */
@Path("metrics/delivery")
@Tag(name = "Metrics")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DeliveryResource {

    @Inject
    MetricsService metrics;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    Clock clock;

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDeliveryMetrics", summary = "Show DORA's five metrics", description = """
                    As [DORA defines them](https://dora.dev/guides/dora-metrics/), of the deployments that began in the \
                    window, of one service in one environment or of all:

                    - *deployment frequency*: the number of deployments over the window. A deployment counts when its \
                    operation is `deploy` or `replace` and it succeeded, unless the agent made it without a request: to \
                    restore a release after a failed attempt, to copy one to a new worker, or to finish one whose \
                    request was given up. These count neither as deployments nor as repairs.
                    - *change lead time*: the time from a change's commit to version control until it runs: from the \
                    earliest commit, and from the earliest merge, until the end of the deployment that first brought \
                    the release into the environment. A release includes those recorded before it, back to the one \
                    that was in the environment already; the first one there includes no other. A rollback brings no \
                    change, nor does a release that is older than one that ran there before.
                    - *change fail rate*: the ratio of deployments that needed immediate intervention: those marked so, \
                    and those that a rollback or a fix repairs. An attempt that did not succeed counts only if it is one \
                    of these.
                    - *failed deployment recovery time*: the time from the end of such a deployment until the end of the \
                    first that succeeded of those that repair it, however late that is.
                    - *deployment rework rate*: the ratio of deployments that were unplanned and made because another \
                    had failed: rollbacks, and those that repair another.

                    Medians and 90th percentiles are interpolated between the two nearest values (PostgreSQL's \
                    `percentile_cont`). Days and weeks are those of `zone`.""")
    @APIResponse(responseCode = "200", description = "The metrics.")
    public DeliveryResponse show(@Valid @BeanParam DeliveryQuery query) {
        return metrics.delivery(query.window(clock.instant()));
    }

    /** One page of the deployments behind a figure. */
    @GET
    @Path("rows")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDeliveryRows",
            summary = "List the deployments behind a metric, most recently started first",
            description = "Every deployment that the metric counts, with its contribution.")
    @APIResponse(responseCode = "200", description = "One page of the deployments.")
    public Page<DeliveryRow> rows(
            @QueryParam("metric")
                    @NotNull(message = Text.REQUIRED)
                    @OneOf(Metric.class)
                    @Parameter(required = true, schema = @Schema(implementation = Metric.class))
                    String metric,
            @QueryParam("contributing")
                    @DefaultValue("false")
                    @Pattern(regexp = Text.BOOLEAN, message = Text.BOOLEAN_RULE)
                    @Parameter(
                            description =
                                    "Only those that make up the figure: for change-fail-rate those that failed, for recovery-time"
                                            + " those recovered from, for rework-rate the rework.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String contributing,
            @Valid @BeanParam DeliveryQuery query,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        Page<Delivery> page = limit.page(
                most -> metrics.behind(
                        query.window(clock.instant()),
                        Metric.of(metric),
                        Boolean.parseBoolean(contributing),
                        after.cursor(),
                        most),
                delivery -> delivery,
                delivery -> new Cursor(delivery.startedAt(), delivery.id()).toString());
        List<UUID> ids = page.items().stream().map(Delivery::id).toList();
        Map<UUID, DeploymentResponse> shown = deployments.show(ids);
        return new Page<>(
                page.items().stream()
                        .flatMap(delivery -> Optional.ofNullable(shown.get(delivery.id()))
                                .map(deployment -> Stream.of(DeliveryRow.of(delivery, deployment)))
                                .orElse(Stream.empty()))
                        .toList(),
                page.next());
    }
}
