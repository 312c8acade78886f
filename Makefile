# Each target is a script in eng/; setup runs first where a script needs it.
.PHONY: demo test bench image lint setup

demo:
	@eng/demo

test:
	@eng/test

bench:
	@eng/bench

image: setup
	@eng/image

lint:
	@eng/lint

setup:
	@eng/setup
