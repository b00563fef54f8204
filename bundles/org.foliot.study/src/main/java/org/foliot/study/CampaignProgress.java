package org.foliot.study;

/** Is told how far a campaign has come, on the thread that runs it. */
@FunctionalInterface
public interface CampaignProgress {
    /** For those who do not want to know. */
    CampaignProgress NONE = (done, known, most) -> {};

    /**
     * More runs are known.
     *
     * @param done runs that are known now
     * @param known how many of them were known before
     * @param most how many there will be at most
     */
    void at(long done, long known, long most);
}
