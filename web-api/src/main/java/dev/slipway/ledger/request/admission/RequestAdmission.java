package dev.slipway.ledger.request.admission;

import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Admits new requests of any kind: checks the job, and evaluates the gate. */
@ApplicationScoped
public class RequestAdmission {

    @Inject
    JobTokenService jobTokens;

    @Inject
    GateService gate;

    @Inject
    DeploymentRequestRepository requests;

    /**
     * Checks the job that makes the request, and uses its token.
     *
     * @param isReturn whether the job may be of another commit than the release
     * @throws ProblemException if the job may not make it
     */
    public void useToken(Job job, DeploymentRequest request, boolean isReturn) {
        job.expectFor(request.candidate().release(), isReturn);
        job.token().ifPresent(token -> {
            jobTokens.use(token);
            request.triggeredBy(token.trigger());
        });
    }

    /**
     * Evaluates the gate, and stores the request with its answer.
     *
     * @param unlessRefused completes the request before it is stored, unless the gate refuses it
     */
    public void decide(DeploymentRequest request, GateQuestion question, Runnable unlessRefused) {
        GateAnswer answer = gate.evaluate(question);
        request.decide(answer);
        if (request.state() != State.REFUSED) {
            unlessRefused.run();
        }
        requests.add(request);
        gate.record(request.id(), request.candidate().release(), answer);
    }
}
