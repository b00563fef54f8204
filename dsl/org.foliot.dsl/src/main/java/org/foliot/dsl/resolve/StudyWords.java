package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;

/** The lists from which studies take words: what such a word means stands here, and nowhere else which there are. */
public enum StudyWords {
    /** What a claim can say about the runs of a point. */
    STATISTICS(
            "statistic of the runs of a point",
            new Word("mean", "The mean over the runs of a point."),
            new Word(
                    "ci",
                    "Half the width of the confidence interval of the mean; compared with a ratio such as `2 %`, its share of"
                            + " the mean."),
            new Word("median", "The value that half of the runs do not exceed."),
            new Word("deviation", "The standard deviation over the runs of a point."),
            new Word("lowest", "The least value of any run of a point."),
            new Word("highest", "The greatest value of any run of a point.")),

    /** How a range goes from its first value to its last. */
    SPACINGS(
            "way through a range",
            new Word("step", "Equal distances: `10 ms .. 1 s step 10 ms`."),
            new Word("log", "So many values in equal ratios, both ends among them: `10 ms .. 1 s log 5`.")),

    /** Of what a run has many. */
    DISTRIBUTIONS(
            "distribution",
            new Word("responses", "Each job of a task or process, from its release to its end."),
            new Word("waits", "Each wait of a vCPU for a processor, when it ends.")),

    /** How the runs of different points are seeded. */
    SEEDS(
            "policy of seeds",
            new Word(
                    "common",
                    "A replication has the same seed at all points, so that points differ by what differs. The default."),
            new Word("independent", "Every run has a seed of its own.")),

    /** How intervals of means are made. */
    INTERVALS(
            "method of intervals",
            new Word("student", "Symmetric intervals by Student's distribution, for few runs too. The default."),
            new Word("percentile", "The middle of the means of resamples; for ten runs and more."),
            new Word(
                    "bca",
                    "Resamples, corrected for bias and skewness; for values that lie askew, and ten runs and more.")),

    /** How it is found out which axes matter. */
    SENSITIVITIES(
            "method of sensitivity",
            new Word("morris", "So many walks that change one axis at a time: cheap, and good for sorting out."),
            new Word("sobol", "The share of the variance that each axis explains, alone and with others."));

    private final String title;
    private final List<Word> words;

    /**
     * A word of a list.
     *
     * @param text as a study writes it
     * @param documentation what it means, in Markdown
     */
    public record Word(String text, String documentation) {}

    StudyWords(String title, Word... words) {
        this.title = title;
        this.words = List.of(words);
    }

    /** What one of its words is. */
    public String title() {
        return title;
    }

    /** The words, in the order in which to name them. */
    public List<Word> words() {
        return words;
    }

    /** The word of a text. */
    public Optional<Word> find(String text) {
        return words.stream().filter(w -> w.text().equals(text)).findFirst();
    }

    /** The words without their meaning. */
    List<String> texts() {
        return words.stream().map(Word::text).toList();
    }
}
