package org.foliot.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.foliot.run.Cancellation;

/** Makes up runs, in an odd order, some of them twice, and may be lost in the middle of it. */
final class OddExecutor implements RunExecutor {
    /** The process ends here. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Random order;
    private final Map<String, Integer> made = new HashMap<>();
    private int left;

    /**
     * An executor.
     *
     * @param order of the order
     * @param lostAfter so many runs
     */
    OddExecutor(long order, int lostAfter) {
        this.order = new Random(order);
        this.left = lostAfter;
    }

    Map<String, Integer> made() {
        return made;
    }

    @Override
    public void execute(List<RunRequest> requests, Consumer<FinishedRun> results, Cancellation cancellation) {
        List<RunRequest> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, order);
        for (RunRequest request : shuffled) {
            if (left-- <= 0) {
                throw new Lost();
            }
            made.merge(request.key(), 1, Integer::sum);
            results.accept(run(request));
            if (order.nextInt(4) == 0) {
                results.accept(run(request));
            }
        }
    }

    /** What a run comes to depends on nothing but its seed, its pairing and its point. */
    private static FinishedRun run(RunRequest request) {
        Random noise = new Random(request.seed() * 31 + request.pairing().ordinal());
        long value = 1000 * (request.point() + 1) + noise.nextInt(100);
        return new FinishedRun(
                request, "passed", "", "", 1, List.of(new FinishedRun.Value("cost", value, "ps")), List.of());
    }

    @Override
    public void close() {}
}
