package dev.slipway.line.service.whole;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.ejb.EJB;
import jakarta.inject.Named;

/** A batch job of one step. */
@Named("job")
public class Job extends AbstractBatchlet {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    Ticks ticks;

    @Override
    public String process() {
        ticks.add("batch");
        return "DONE";
    }
}
