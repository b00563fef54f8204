/**
 * Judges expectations while a run goes on.
 *
 * <p>Between two events every metric moves evenly or not at all. A condition is therefore looked at twice per instant at
 * which something happens, just before and just after, and where it turned in between, the exact instant is searched for.
 */
package org.foliot.run.judge;
