/** Reads data files into cases; whatever is wrong becomes a {@link org.foliot.validation.Problem} with its place. */
package org.foliot.validation.reading;
