package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.policy.freeze.Freeze;
import dev.slipway.ledger.policy.freeze.Freezes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to replace a policy as a whole.
 *
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals the required number of approvers
 * @param isFourEyes whether nobody approves their own request, commits or, as far as it is known, pipeline run
 * @param approvalsHold how long an approval is valid; if absent, as long as its approver has the role
 * @param freezes times at which no deployment is allowed
 * @param promotesFrom the environment in which a release must have run before; none if absent
 * @param soak how long it must have run there without trouble; if absent, it need only have been deployed there
 * @param windows times outside of which no deployment is allowed; if absent or empty, there is no restriction
 * @param isPromotedAutomatically whether a release that runs there is requested here as soon as the gate allows it;
 *     false if absent
 * @param isConfigurationGated whether a change of configuration needs the gate's permission, too; false if absent
 * @param isRollbackRehearsed whether the rollback is rehearsed before a deployment of a service with a database; false
 *     if absent
 * @param attestationKeys the keys, one of which must have signed an attestation for it to count; if absent or empty, it
 *     need not be signed
 */
@Schema(description = "The complete new policy.")
public record ChangePolicyRequest(
        @NotNull(message = Text.REQUIRED)
        @Size(max = 3, message = "must have at most 3 elements")
        @Schema(description = "Without *rehearsal*, which the deployment makes: for that, set isRollbackRehearsed.")
        List<@NotNull(message = Text.REQUIRED) Kind> requiredEvidence,

        @NotNull(message = Text.REQUIRED)
        @Min(value = 0, message = "must be a whole number from 0 to 10")
        @Max(value = 10, message = "must be a whole number from 0 to 10")
        @Schema(examples = "1")
        Integer approvals,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "true")
        Boolean isFourEyes,

        @Pattern(regexp = Rules.HOLD, message = Rules.HOLD_RULE)
        @Schema(
                description = "How long an approval is valid; if left out, as long as whoever gave it is an approver.",
                examples = "P3D")
        @Nullable
        String approvalsHold,

        @NotNull(message = Text.REQUIRED)
        @Size(max = Freezes.LIMIT, message = "must have at most " + Freezes.LIMIT + " elements")
        List<@NotNull(message = Text.REQUIRED) @Valid Freeze> freezes,

        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(
                description =
                        "The environment, before this one by rank, in which a release must have run successfully.",
                examples = "staging")
        @Nullable
        String promotesFrom,

        @Pattern(regexp = Rules.HOLD, message = Rules.HOLD_RULE)
        @Schema(
                description =
                        "How long a release must have run there without a failure or drift; if left out, it need only"
                                + " have been deployed there.",
                examples = "PT2H")
        @Nullable
        String soak,

        @Size(max = Freezes.LIMIT, message = "must have at most " + Freezes.LIMIT + " elements")
        @Schema(description = "Deployment windows: outside all of them, nothing may enter. None: at any time.")
        @Nullable
        List<@NotNull(message = Text.REQUIRED) @Valid Freeze> windows,

        @Schema(
                description =
                        "Whether a release that runs there is requested here, once, as soon as the gate allows it.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isPromotedAutomatically,

        @Schema(
                description = "Whether a change of configuration waits for freezes and approvals, too.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isConfigurationGated,

        @Schema(
                description =
                        "Whether, before a service with a database is deployed, the agent lets the new release migrate a"
                                + " copy of the database and starts the release that is live on it; if that"
                                + " rehearsal fails, the deployment is not started.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isRollbackRehearsed,

        @Size(max = AttestationKeys.LIMIT, message = "must have at most " + AttestationKeys.LIMIT + " elements")
        @Schema(
                description =
                        "If there are any, an attestation counts only in a DSSE envelope signed with one of these keys.")
        @Nullable
        List<@NotNull(message = Text.REQUIRED) @Valid AttestationKey> attestationKeys) {

    /** The rules in force, with other freezes. */
    static ChangePolicyRequest of(Rules rules, List<Freeze> freezes) {
        return new ChangePolicyRequest(
                rules.requiredEvidence(),
                rules.approvals(),
                rules.isFourEyes(),
                rules.approvalsHold(),
                freezes,
                rules.promotesFrom(),
                rules.soak(),
                rules.windows().items(),
                rules.isPromotedAutomatically(),
                rules.isConfigurationGated(),
                rules.isRollbackRehearsed(),
                rules.attestationKeys().items());
    }
}
