package dev.callsheet.gateway.limit;

import dev.callsheet.gateway.limit.Allowance.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The arithmetic of the database's function on one thread, whose answers come when the test says so. */
final class ModelStore implements TokenStore {

    /** Milliseconds since 1970. */
    long now;

    boolean away;

    private final Map<String, long[]> windows = new HashMap<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private int asked;

    @Override
    public CompletionStage<Grant> lease(Question question) {
        asked++;
        CompletableFuture<Grant> answer = new CompletableFuture<>();
        answers.add(() -> {
            if (away) {
                answer.completeExceptionally(new IllegalStateException("away"));
            } else {
                answer.complete(decide(question));
            }
        });
        return answer;
    }

    /** Answers the oldest question; false when there is none. */
    boolean answer() {
        Runnable next = answers.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    int asked() {
        return asked;
    }

    private Grant decide(Question question) {
        List<Window> asked = question.allowance().windows();
        int granted = question.waiting() + question.ahead();
        for (int i = 0; i < asked.size(); i++) {
            Window window = asked.get(i);
            long[] row = row(window);
            long start = OutageLedger.startOf(window, now);
            if (row[0] < start) {
                row[0] = start;
                row[1] = 0;
            }
            if (question.since().get(i) == row[0]) {
                row[1] = Math.max(0, row[1] + question.corrections().get(i));
            }
            int left = (int) Math.max(0, window.limit() - row[1]);
            int share = Math.min(question.waiting(), left)
                    + Math.min(question.ahead(), Math.max(0, left - question.waiting()) / (2 * question.gateways()));
            granted = Math.min(granted, share);
        }
        List<Integer> used = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (Window window : asked) {
            long[] row = row(window);
            row[1] += granted;
            used.add((int) row[1]);
            starts.add(row[0]);
        }
        int bursts = question.allowance().bursts().size();
        return new Grant(granted, now, used, starts, Collections.nCopies(bursts, 0), Collections.nCopies(bursts, now));
    }

    private long[] row(Window window) {
        return windows.computeIfAbsent(window.subject() + "/" + window.seconds(), _ -> new long[2]);
    }
}
