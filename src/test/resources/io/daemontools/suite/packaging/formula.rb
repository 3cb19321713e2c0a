# formula.rb FORMULA PREFIX: installs a formula below a prefix, and prints the beginning of each command that it runs and the
# command of its service. In the place of Homebrew.
require "pathname"

class Formula
  class << self
    attr_reader :command

    def respond_to_missing?(*)
      true
    end

    def method_missing(*); end

    # Not that of Kernel.
    def test; end

    def service(&block)
      service = Object.new
      service.define_singleton_method(:run) { |command| @command = command }
      service.define_singleton_method(:keep_alive) { |_| @command }
      service.define_singleton_method(:opt_bin) { Formula.prefix/"bin" }
      service.define_singleton_method(:var) { Formula.prefix/"var" }
      @command = service.instance_eval(&block)
    end

    def prefix
      Pathname(ARGV[1])
    end
  end

  def prefix
    Formula.prefix
  end

  def var
    prefix/"var"
  end

  # The programs have been made.
  def system(*command)
    puts command.first(2).join(" ")
    $stdout.flush
    command.first == "make" || Kernel.system(*command.map(&:to_s)) || exit(1)
  end
end

load ARGV[0]
DaemontoolsJava.new.install
puts DaemontoolsJava.command.join(" ")
