package dev.slipway.ledger.request.step;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class StepRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Adds steps, skipping those whose number exists already.
     *
     * @return how many were added
     */
    public int add(UUID request, List<StepItem> steps) {
        return steps.stream().mapToInt(step -> add(request, step)).sum();
    }

    /** The steps after one of them, in their order. */
    public List<StepItem> after(UUID request, int number, int limit) {
        return entities.createQuery(
                        "from Step s where s.id.requestId = :request and s.id.number > :number order by s.id.number",
                        Step.class)
                .setParameter("request", request)
                .setParameter("number", number)
                .setMaxResults(limit)
                .getResultStream()
                .map(Step::item)
                .toList();
    }

    private int add(UUID request, StepItem step) {
        return entities.createNativeQuery("""
                        insert into deployment_request_step (request_id, number, at, kind, worker, text)
                        values (:request, :number, :at, :kind, :worker, :text) on conflict (request_id, number) do nothing""")
                .setParameter("request", request)
                .setParameter("number", step.number())
                .setParameter("at", step.at())
                .setParameter("kind", step.kind().toString())
                .setParameter("worker", step.worker())
                .setParameter("text", step.text())
                .executeUpdate();
    }
}
