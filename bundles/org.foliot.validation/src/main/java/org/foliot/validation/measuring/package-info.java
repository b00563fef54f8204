/** Runs the scenario of a case and measures what was recorded of it. */
package org.foliot.validation.measuring;
